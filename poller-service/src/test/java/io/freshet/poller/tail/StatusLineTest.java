package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.SourceState;
import io.freshet.poller.status.SourceReport;
import io.freshet.poller.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusLineTest {

    private final List<SourceReport> told = new ArrayList<>();
    private final StatusLine line =
            new StatusLine(1, "fra", 1, new VirtualTime(), () -> 0L, told::add);

    /** A statement that is under way when its source becomes another poller's ends later. */
    @Test
    void tellsNothingAfterItWasSilenced() {
        line.say(SourceState.LIVE, "");
        assertThat(told).hasSize(1);

        line.silence();
        line.say(SourceState.UNREACHABLE, "the connection is closed");
        line.hint(SourceState.CATCHING_UP, "connecting");
        line.opening("waits for the warehouse");
        line.tell();

        assertThat(told).hasSize(1);
    }
}
