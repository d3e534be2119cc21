package io.freshet.poller.source.postgres;

import io.freshet.poller.source.ContractSource;
import io.freshet.poller.source.SourceContract;
import io.freshet.testkit.TestServers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL through PgBouncer, one server session for all; skipped where there is none. */
@Tag("slow")
class PooledContractTest implements SourceContract {

    @TempDir private Path folder;
    private PgBouncer bouncer;
    private PostgresContractSource source;

    @BeforeEach
    void start() throws Exception {
        source =
                new PostgresContractSource(TestServers.postgres(), true) {
                    @Override
                    String address() {
                        return bouncer.url(database().database());
                    }
                };
        bouncer =
                PgBouncer.inFrontOf(
                        source.database().database(),
                        source.database().database().reader(),
                        folder);
    }

    @Override
    public ContractSource source() {
        return source;
    }

    @AfterEach
    void close() {
        if (bouncer != null) {
            source.close();
            bouncer.close();
        } else {
            source.database().close();
        }
    }
}
