package io.freshet.poller.source.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerPositionTest {

    private static final ServerPosition READ = new ServerPosition(1, 2, 0x1_0000_2000L, false);

    @Test
    void aStandbyThatHasNotReplayedWhatWasReadIsBehind() {
        assertThat(new ServerPosition(1, 2, READ.wal() - 1, true).behind(READ)).isTrue();
        assertThat(new ServerPosition(1, 1, READ.wal() - 1, true).behind(READ)).isTrue();
        assertThat(READ.text()).isEqualTo("1/2000");
    }

    @Test
    void allOthersAreRead() {
        assertThat(new ServerPosition(1, 2, READ.wal(), true).behind(READ)).as("as far").isFalse();
        assertThat(new ServerPosition(1, 3, 1, true).behind(READ)).as("promoted since").isFalse();
        assertThat(new ServerPosition(9, 2, 1, true).behind(READ)).as("another").isFalse();
        assertThat(new ServerPosition(1, 2, 1, false).behind(READ)).as("restored").isFalse();
    }

    @Test
    void whatWasReadOfAStandbyNeverGoesBackAndOfAPrimaryIsWhatItSays() {
        SourceMemory memory = new SourceMemory();
        assertThat(memory.read()).isEmpty();
        memory.read(READ);
        memory.read(new ServerPosition(1, 2, 5, true));
        assertThat(memory.read()).contains(READ);

        ServerPosition restored = new ServerPosition(1, 2, 7, false);
        memory.read(restored);
        assertThat(memory.read()).contains(restored);

        ServerPosition promoted = new ServerPosition(1, 3, 3, true);
        memory.read(promoted);
        assertThat(memory.read()).contains(promoted);
    }
}
