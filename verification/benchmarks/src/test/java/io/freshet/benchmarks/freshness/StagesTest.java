package io.freshet.benchmarks.freshness;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.benchmarks.freshness.SourceLog.AppliedEvents;
import io.freshet.benchmarks.freshness.SourceLog.Commit;
import io.freshet.benchmarks.freshness.SourceLog.Published;
import java.nio.LongBuffer;
import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StagesTest {

    private final SourceLog log = new SourceLog(null);
    private final Stages stages = new Stages();

    @Test
    void divideTheWayOfARowIntoPartsThatAddUp() {
        commit(1, 10, 12);
        log.published(new Published(1, 1, millis(60), millis(63), keys(1)));
        log.applied(new AppliedEvents(1, 1, millis(70)));
        log.shown(1, millis(72));

        stages.add(log, 0);

        assertThat(stages.whole().millis(100)).isCloseTo(60, within());
        assertThat(stages.most(Stages.READ)).isCloseTo(48, within());
        assertThat(stages.most(Stages.PUBLISHED)).isCloseTo(3, within());
        assertThat(stages.most(Stages.APPLIED)).isCloseTo(7, within());
        assertThat(stages.most(Stages.VISIBLE)).isCloseTo(2, within());
        assertThat(stages.late()).isZero();
        assertThat(stages.unseen()).isZero();
    }

    @Test
    void takeWhatIsHeardAfterTheAnswerAsNoLaterThanIt() {
        commit(1, 10, 12);
        log.published(new Published(1, 1, millis(60), millis(400), keys(1)));
        log.applied(new AppliedEvents(1, 1, millis(70)));
        log.shown(1, millis(72));

        stages.add(log, 0);

        assertThat(stages.most(Stages.PUBLISHED)).isCloseTo(12, within());
        assertThat(stages.most(Stages.APPLIED)).isZero();
        assertThat(stages.most(Stages.VISIBLE)).isZero();
        assertThat(stages.late()).isEqualTo(1);
        assertThat(stages.unseen()).isZero();
    }

    @Test
    void sayHowManyCommitsTheyLeaveOut() {
        commit(1, 10, 12);
        log.shown(1, millis(13));
        commit(2, 20, 22);
        log.published(new Published(1, 2, millis(60), millis(63), keys(2)));
        log.applied(new AppliedEvents(1, 2, millis(70)));
        log.shown(2, millis(72));
        commit(3, 30, 32);
        log.published(new Published(1, 3, millis(60), millis(63), keys(3)));
        log.shown(3, millis(72));

        stages.add(log, 0);

        assertThat(stages.unseen()).as("the first's event, the third's notification").isEqualTo(2);
        assertThat(stages.most(Stages.READ)).isCloseTo(38, within());
    }

    @Test
    void countFromWhenTheStatementWasSentToo() {
        commit(1, 10, 12);
        log.shown(1, millis(72));

        stages.add(log, 0);

        assertThat(stages.table().text()).containsPattern("statement sent → visible .* 62\\.");
    }

    private void commit(long rows, long sent, long done) {
        log.committed(new Commit(millis(sent), millis(sent), millis(done), rows, rows));
    }

    private static LongBuffer keys(long key) {
        return LongBuffer.wrap(new long[] {key});
    }

    private static long millis(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Histograms keep three digits. */
    private static Offset<Double> within() {
        return Offset.offset(0.1);
    }
}
