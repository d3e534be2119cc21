package io.freshet.poller.source.postgres;

import io.freshet.poller.source.ContractSource;
import io.freshet.poller.source.SourceContract;
import io.freshet.testkit.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** PostgreSQL, connected to straight. */
@Tag("slow")
class PrimaryContractTest implements SourceContract {

    private final PostgresContractSource source =
            new PostgresContractSource(TestServers.postgres(), false);

    @Override
    public ContractSource source() {
        return source;
    }

    @AfterEach
    void close() {
        source.close();
    }
}
