package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.StepRunner.WriteMode;
import io.freshet.pipeline.SummaryDefinition;
import io.freshet.testkit.files.RepositoryFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The example {@code pisa-raw} makes of real students' answers the indices that the reference makes
 * of them, and keeps them while answers change.
 */
@Tag("slow")
class PisaFromAnswersTest {

    private static final String NAME = "pisa_raw";

    private ApplyingWarehouse warehouse;
    private PisaReference reference;
    private Map<Long, Object[]> students;
    private AnyRows responses;
    private long sequence;

    @BeforeEach
    void readAll() throws IOException {
        warehouse =
                new ApplyingWarehouse(
                        Files.readString(RepositoryFiles.path("examples/pisa-raw/pisa-raw.yaml")));
        List<String> columns = warehouse.definition.table("responses").columnNames();
        responses = new AnyRows(NAME, "responses", columns);
        reference = new PisaReference(columns);
        students = reference.students();
        warehouse.run(
                "insert into freshet.source (name, pipeline, attributes) values ('s', '%s', '{\"country\": \"ITA\"}')"
                        .formatted(NAME));
        warehouse.apply(ApplyEvents.opened("s", 1));
        publish(students.values());
        AnyRows belonging = new AnyRows(NAME, "belonging", List.of("answers", "belong"));
        List<Object[]> lines = new ArrayList<>();
        for (String line :
                Files.readAllLines(RepositoryFiles.path("examples/pisa-raw/belonging.csv"))) {
            int comma = line.indexOf(',');
            lines.add(
                    AnyRows.row(
                            (long) lines.size(),
                            line.substring(0, comma),
                            line.substring(comma + 1)));
        }
        warehouse.apply(
                belonging.read(
                        "s",
                        1,
                        ++sequence,
                        lines.subList(1, lines.size()).toArray(Object[][]::new)));
    }

    @AfterEach
    void close() {
        warehouse.close();
    }

    private void publish(Iterable<Object[]> rows) {
        List<Object[]> all = new ArrayList<>();
        rows.forEach(all::add);
        warehouse.apply(
                WriteMode.UPSERT, responses.read("s", 1, ++sequence, all.toArray(Object[][]::new)));
    }

    @Test
    void saysWhatTheReferenceSays() throws IOException, InterruptedException {
        assertThat(students).hasSize(1269);
        Map<Object, String> expected = byKey(reference.indices(students));
        assertIndices(expected);

        Random random = new Random(2018);
        Map<Long, Object[]> changed = new TreeMap<>();
        List<Object[]> rows = List.copyOf(students.values());
        for (int i = 0; i < 300; i++) {
            Object[] row = students.get(1L + random.nextInt(rows.size())).clone();
            int column = 2 + random.nextInt(row.length - 2);
            row[column] = rows.get(random.nextInt(rows.size()))[column];
            students.put((Long) row[0], row);
            changed.put((Long) row[0], row);
        }
        publish(changed.values());
        expected.putAll(byKey(reference.indices(changed)));
        long[] gone = random.longs(100, 1, 1270).distinct().toArray();
        for (long key : gone) {
            expected.remove(Long.toString(key));
        }
        warehouse.apply(responses.gone("s", 1, ++sequence, gone));

        assertIndices(expected);
        warehouse.proof.pass(Duration.ZERO);
        assertThat(warehouse.count("freshet.summary.mended")).isZero();
        assertThat(warehouse.query("select * from freshet.quarantine")).isEmpty();
    }

    private static Map<Object, String> byKey(List<String> indices) {
        Map<Object, String> byKey = new TreeMap<>();
        indices.forEach(line -> byKey.put(line.substring(0, line.indexOf('|')), line));
        return byKey;
    }

    private void assertIndices(Map<Object, String> expected) {
        assertThat(
                        warehouse.query(
                                "select r.row_key, round(r.tmins, 4), round(r.durecec, 4), round(r.escs, 4), b.belong"
                                        + " from pisa_raw.responses r left join pisa_raw.belonging b on b.answers = r.belonging"))
                .containsExactlyInAnyOrderElementsOf(expected.values());
        assertThat(warehouse.query(byCountry()))
                .containsExactlyInAnyOrderElementsOf(warehouse.query(means()));
    }

    private static String means() {
        return "select r.cnt, count(*), count(b.belong), coalesce(sum(b.belong), 0), sum(r.durecec)"
                + " from pisa_raw.responses r left join pisa_raw.belonging b on b.answers = r.belonging group by 1";
    }

    private String byCountry() {
        String summary =
                warehouse.definition.summaries().stream()
                        .filter(known -> !known.joins().isEmpty())
                        .map(SummaryDefinition::name)
                        .findFirst()
                        .orElseThrow();
        return "select g::jsonb ->> 0, rows, \"belonging.belong_count\", \"belonging.belong_sum\", durecec_sum from pisa_raw.%s where rows <> 0"
                .formatted(summary);
    }
}
