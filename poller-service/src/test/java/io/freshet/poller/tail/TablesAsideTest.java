package io.freshet.poller.tail;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.events.SourceState;
import io.freshet.events.TableId;
import io.freshet.events.TableStatus;
import io.freshet.pipeline.PipelineDefinition;
import io.freshet.pipeline.PipelineReader;
import io.freshet.poller.source.memory.InMemoryTable;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table that cannot be read is set aside, and nothing else of its source. */
class TablesAsideTest {

    private static final PipelineDefinition THREE =
            PipelineReader.read(
                    "three",
                    new StringReader(
                            """
                            pipeline: pisa
                            tables:
                              responses: {key: id, columns: {escs: {type: text}}}
                              items: {key: id, columns: {note: {type: text}}}
                              parts: {key: id, columns: {note: {type: text}}}
                            """));
    private static final List<String> NAMES = List.of("responses", "items", "parts");
    private static final Duration PROMISE = Duration.ofSeconds(15);

    private final SimulatedPoller poller = new SimulatedPoller(THREE);

    private InMemoryTable table(String name) {
        return poller.source.table(name);
    }

    private void fill() {
        NAMES.forEach(name -> table(name).fill(1, 2_000));
    }

    private Map<Long, Long> held(String table) {
        return new TreeMap<>(poller.warehouse.digests(new TableId("pisa", table)));
    }

    private Map<Long, Long> committed(String table) {
        return table(table).digests(poller.meaning(table));
    }

    private void assertExact(String... tables) {
        for (String table : tables) {
            assertThat(held(table)).as(table).isEqualTo(committed(table));
        }
    }

    private List<TableStatus> aside() {
        return poller.status().tables();
    }

    @Test
    void theOthersAreReadAndProvenWithoutAPauseAndTheLastRowsOfTheTableStay() {
        fill();
        poller.started();
        poller.pass(Duration.ofSeconds(10));
        Map<Long, Long> before = held("items");
        long proven = poller.status().auditedAt();
        long fence = poller.status().published().fence();
        long readBefore = poller.time.wallMicros();
        poller.said().clear();

        table("items").drop("note");
        table("items").put(2_001, "unseen");
        table("parts").put(7, "changed");
        table("responses").put(2_001, "new");
        poller.pass(Duration.ofSeconds(1));

        assertThat(aside())
                .singleElement()
                .satisfies(
                        items -> {
                            assertThat(items.table()).isEqualTo("items");
                            assertThat(items.state()).isEqualTo(SourceState.DRIFTED);
                            assertThat(items.detail())
                                    .isEqualTo(
                                            "table items is set aside, and its last rows stay: table items has no column note");
                            assertThat(items.asOf()).isBetween(readBefore - 1_000_000, readBefore);
                        });
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(poller.status().detail()).contains("table items has no column note");
        assertThat(held("responses")).containsKey(2_001L);

        poller.pass(Duration.ofSeconds(20));

        assertExact("responses", "parts");
        assertThat(held("items")).isEqualTo(before);
        assertThat(poller.status().auditedAt()).isGreaterThan(proven + 10_000_000);
        assertThat(poller.status().asOf()).isGreaterThan(readBefore + 10_000_000);
        assertThat(poller.status().published().fence()).as("the epoch").isEqualTo(fence);
        assertThat(poller.said()).noneMatch(detail -> detail.startsWith("connecting"));
    }

    @Test
    void itHealsByItselfAndMissesNothing() {
        fill();
        poller.started();
        table("items").drop("note");
        poller.pass(Duration.ofSeconds(30));
        table("items").put(2_001, "inserted meanwhile");
        table("items").put(5, "updated meanwhile");
        table("items").remove(6);
        long fence = poller.status().published().fence();

        table("items").restore("note");
        poller.pass(PROMISE);

        assertExact("responses", "items", "parts");
        assertThat(aside()).isEmpty();
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(poller.status().detail()).isEmpty();
        assertThat(poller.status().published().fence()).as("the epoch").isEqualTo(fence);
    }

    @Test
    void aTableThatIsReadAgainIsNotCalledProvenBeforeItIs() {
        fill();
        poller.started();
        table("items").drop("note");
        poller.pass(Duration.ofSeconds(2));
        table("items").put(5, "updated meanwhile");
        table("items").restore("note");

        boolean returned = false;
        for (int look = 0; look < 2_000 && !(returned && aside().isEmpty()); look++) {
            poller.pass(Duration.ofMillis(10));
            returned |= aside().stream().anyMatch(one -> one.state() == SourceState.CATCHING_UP);
            assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        }

        assertThat(returned).isTrue();
        assertThat(aside()).isEmpty();
        assertExact("items");
    }

    @Test
    void aTableThatIsNotThereAtTheStartIsOpenedWhenItComes() {
        table("responses").fill(1, 2_000);
        table("parts").fill(1, 2_000);
        poller.start();
        poller.pass(Duration.ofSeconds(10));

        assertExact("responses", "parts");
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(poller.status().auditedAt()).isPositive();
        assertThat(aside()).extracting(TableStatus::table).containsExactly("items");

        table("items").fill(1, 2_000);
        poller.pass(PROMISE);

        assertExact("responses", "items", "parts");
        assertThat(aside()).isEmpty();
        assertThat(poller.source.connections()).isEqualTo(1);
    }

    @Test
    void aConnectionThatIsLostMeanwhileChangesNothing() {
        fill();
        poller.started();
        table("items").drop("note");
        poller.pass(Duration.ofSeconds(2));
        poller.source.cut();
        table("parts").put(2_001, "new");
        poller.pass(Duration.ofSeconds(5));

        assertExact("responses", "parts");
        assertThat(aside()).extracting(TableStatus::state).containsExactly(SourceState.DRIFTED);

        poller.source.cut();
        table("items").restore("note");
        poller.pass(PROMISE);

        assertExact("items");
        assertThat(aside()).isEmpty();
    }

    @Test
    void aSourceOfWhichNoTableIsLeftHasDriftedItself() {
        fill();
        poller.started();

        table("responses").drop("escs");
        table("items").drop("note");
        poller.source.drop("parts");
        poller.pass(Duration.ofSeconds(10));

        assertThat(poller.status().state()).isEqualTo(SourceState.DRIFTED);

        table("items").restore("note");
        poller.pass(PROMISE);

        assertExact("items");
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(aside())
                .extracting(TableStatus::table)
                .containsExactlyInAnyOrder("responses", "parts");
    }

    /** What is read is exact, what is set aside stands still, and all of it heals in the end. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whateverHappensInWhateverOrder(long seed) {
        Random random = new Random(seed);
        fill();
        poller.start();
        for (int move = 0; move < 150; move++) {
            String name = NAMES.get(random.nextInt(3));
            move(random, name);
            poller.pass(Duration.ofMillis(random.nextInt(400)));
        }
        NAMES.forEach(
                name -> {
                    table(name).restore("escs");
                    table(name).restore("note");
                });
        poller.pass(Duration.ofSeconds(30));

        assertExact("responses", "items", "parts");
        assertThat(aside()).isEmpty();
        assertThat(poller.status().state()).isEqualTo(SourceState.LIVE);
        assertThat(poller.source.connections()).isEqualTo(1);
    }

    private void move(Random random, String name) {
        long key = 1L + random.nextInt(3_000);
        switch (random.nextInt(12)) {
            case 0, 1 -> table(name).drop(name.equals("responses") ? "escs" : "note");
            case 2, 3 -> table(name).restore(name.equals("responses") ? "escs" : "note");
            case 4 -> poller.source.drop(name);
            case 5 -> poller.source.cut();
            case 6 -> poller.warehouse.openElsewhere();
            case 7 -> table(name).truncate();
            case 8 -> table(name).remove(key);
            default -> table(name).put(key, "written at " + poller.time.millis());
        }
    }
}
