package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.TableId;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.poller.source.memory.InMemoryTable;
import java.io.StringReader;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source of fifty tables, one of which all others belong to, a hundred milliseconds away. */
class ManyTablesTest {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration DISTANCE = Duration.ofMillis(100);
    private static final TableId CHILD = new TableId("pisa", "part_1");
    private static final PipelineDefinition FIFTY =
            PipelineReader.read(
                    "fifty",
                    new StringReader(
                            """
                            pipeline: pisa
                            tables:
                              responses: {key: id, columns: {escs: {type: text}}}
                            """
                                    + each("  part_%1$d: {key: id, columns: {whole: bigint}}\n")
                                    + "joins:\n"
                                    + each("  part_%1$d.whole: responses\n")));

    private final SimulatedPoller poller = new SimulatedPoller(FIFTY);
    private final InMemoryTable child = poller.source.table(CHILD.table());

    private static String each(String line) {
        return IntStream.range(1, 50).mapToObj(line::formatted).collect(Collectors.joining());
    }

    @BeforeEach
    void start() {
        IntStream.range(1, 50).forEach(part -> poller.source.table("part_" + part));
        poller.table.fill(1, 10);
        poller.source.latency(DISTANCE);
        poller.start();
        poller.untilExact(Duration.ofMinutes(2));
        poller.pass(Duration.ofMinutes(1));
    }

    @Test
    void aPollOfAllTablesCostsOneRoundTrip() {
        poller.table.put(11, "new");

        Duration seen = poller.untilExact(Duration.ofSeconds(30));

        // A step of comparing, the hints, the poll before, and the one that finds it.
        assertThat(seen).isLessThan(POLL.plus(DISTANCE.multipliedBy(5)));
        assertThat(poller.reconciled()).isZero();
    }

    @Test
    void whatIsCommittedTogetherWithItsParentIsNeverSeenBefore() {
        for (int id = 11; id < 40; id++) {
            child.put(id, "of " + id);
            poller.table.put(id, "whole");
            for (int step = 0; step < 200; step++) {
                poller.pass(Duration.ofMillis(7));
                if (poller.warehouse.rows(CHILD).containsKey((long) id)) {
                    assertThat(poller.holds(id, "whole")).as("parent of %d", id).isTrue();
                }
            }
            assertThat(poller.warehouse.rows(CHILD)).containsKey((long) id);
        }
    }

    @Test
    void whatWasFoundIsPublishedThoughAnotherTableFails() {
        child.put(7, "new");
        poller.table.put(11, "new");
        poller.source.failNext("it is down");

        poller.untilExact(Duration.ofSeconds(30));
        poller.pass(Duration.ofSeconds(5));

        assertThat(poller.warehouse.rows(CHILD)).containsKey(7L);
        assertThat(poller.reconciled()).isZero();
    }
}
