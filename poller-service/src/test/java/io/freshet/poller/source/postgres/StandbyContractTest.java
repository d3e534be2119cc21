package io.freshet.poller.source.postgres;

import static io.freshet.poller.source.SourceCapability.SUPPORTS_CHANGE_COUNTS;
import static io.freshet.poller.source.SourceCapability.SUPPORTS_REPLAY_AGE;

import io.freshet.poller.source.ContractSource;
import io.freshet.poller.source.SourceCapability;
import io.freshet.poller.source.SourceContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A hot standby of PostgreSQL; what is written is written to its primary. */
@Tag("slow")
class StandbyContractTest implements SourceContract {

    @TempDir private static Path folder;
    private static StandbyPair pair;

    private final OnStandby source = new OnStandby();

    @BeforeAll
    static void start() throws IOException {
        pair = StandbyPair.start(folder);
    }

    @AfterAll
    static void end() {
        pair.close();
    }

    @Override
    public ContractSource source() {
        return source;
    }

    @AfterEach
    void close() {
        pair.resumeReplay();
        source.close();
    }

    private static final class OnStandby extends PostgresContractSource {

        private boolean paused;

        OnStandby() {
            super(pair.primary(), false);
            pair.awaitReplay();
        }

        @Override
        String address() {
            return pair.onStandby(database().database().url());
        }

        @Override
        void awaitVisible() {
            if (paused) {
                pair.awaitReceipt();
            } else {
                pair.awaitReplay();
            }
        }

        @Override
        public Set<SourceCapability> capabilities() {
            Set<SourceCapability> capabilities = new HashSet<>(super.capabilities());
            capabilities.remove(SUPPORTS_CHANGE_COUNTS);
            capabilities.add(SUPPORTS_REPLAY_AGE);
            return capabilities;
        }

        @Override
        public void pauseReplay(boolean on) {
            paused = on;
            if (on) {
                pair.pauseReplay();
            } else {
                pair.resumeReplay();
                pair.awaitReplay();
            }
        }
    }
}
