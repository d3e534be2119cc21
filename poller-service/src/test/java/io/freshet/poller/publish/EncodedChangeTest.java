package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.ChangeEvent;
import io.freshet.events.ChangeEventCodec;
import io.freshet.events.EpochOpened;
import io.freshet.events.Position;
import io.freshet.events.RowsGone;
import io.freshet.events.TableId;
import org.junit.jupiter.api.Test;

class EncodedChangeTest {

    private static final ChangeEvent GONE =
            new RowsGone(
                    new Position("fra", 7, 3), new TableId("pisa", "responses"), new long[] {4});

    @Test
    void carriesAnEventSoThatItCanBeReadAgain() throws Exception {
        EncodedChange change = EncodedChange.of(GONE);

        assertThat(ChangeEventCodec.decode(change.body()))
                .usingRecursiveComparison()
                .isEqualTo(GONE);
        assertThat(change.position()).isEqualTo(GONE.position());
        assertThat(change.kind()).isEqualTo(ChangeEventCodec.kindOf(GONE));
        assertThat(change.traceParent()).isEmpty();
    }

    @Test
    void knowsWhichEventOpensAnEpoch() {
        EpochOpened opened = new EpochOpened(new Position("fra", 7, 0));

        assertThat(EncodedChange.of(opened).opening()).isTrue();
        assertThat(EncodedChange.of(GONE).opening()).isFalse();
    }
}
