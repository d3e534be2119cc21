package io.freshet.poller.source.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.events.KeyRange;
import io.freshet.events.RowBlock;
import io.freshet.events.SourceState;
import io.freshet.pipeline.PipelineReader;
import io.freshet.pipeline.TableDefinition;
import io.freshet.pipeline.TableOrigin;
import io.freshet.poller.source.RowPage;
import io.freshet.poller.source.SourceProblem;
import io.freshet.poller.table.RangeSum;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTableTest {

    private static final List<KeyRange> ALL = List.of(KeyRange.ALL);

    private static Vertx vertx;

    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private FileTable codes(String key, String lines) throws IOException {
        Files.writeString(folder.resolve("codes.csv"), lines);
        TableDefinition table =
                PipelineReader.read(
                                folder.resolve("shop.yaml").toString(),
                                new StringReader(
                                        """
                                        pipeline: shop
                                        tables:
                                          codes: {csv: codes.csv, key: code, columns: {%s title: text, rate: {type: numeric, from: Rate}}}
                                        """
                                                .formatted(key)))
                        .tables()
                        .get(0);
        TableOrigin.Csv origin = (TableOrigin.Csv) table.origin();
        return new FileTable("fra", table, new CsvFile(vertx, origin.file(), table, 7));
    }

    private FileTable read(String key, String lines) throws IOException {
        FileTable table = codes(key, lines);
        await(table.verify());
        return table;
    }

    private static List<String> values(RowPage page, int column) {
        return Arrays.asList(page.rows().values(column));
    }

    @Test
    void hasTheRowsOfItsFile() throws IOException {
        FileTable table =
                read("", "Rate,title,code\r\n1.5,\"a, \"\"b\"\"\nc\",2\r\n,é,-1\r\n7,,10\r\n");

        RowPage page = await(table.probe(ALL, 5, 100));

        assertThat(page.rows().keys()).containsExactly(-1, 2, 10);
        assertThat(values(page, 0)).containsExactly("é", "a, \"b\"\nc", null);
        assertThat(values(page, 1)).containsExactly(null, "1.5", "7");
        assertThat(page.rows().times()).containsOnly(RowBlock.NO_TIME);
        assertThat(page.more()).isFalse();
        assertThat(await(table.highestKey())).isEqualTo(OptionalLong.of(10));
        assertThat(await(table.lowestKey(3))).isEqualTo(OptionalLong.of(10));
        assertThat(table.facts().rowsLeftOut()).isFalse();
    }

    @Test
    void givesNoMoreThanItIsAskedFor() throws IOException {
        FileTable table = read("", "code,title,Rate\n1,a,\n2,b,\n3,c,\n");

        RowPage page = await(table.probe(ALL, 5, 2));

        assertThat(page.rows().keys()).containsExactly(1, 2);
        assertThat(page.more()).isTrue();
        assertThat(await(table.readKeys(List.of(3L, 9L), 5)).rows().keys()).containsExactly(3);
    }

    @Test
    void sumsTheDigestsThatComeWithItsRows() throws IOException {
        FileTable table = read("", "code,title,Rate\n1,a,\n2,b,\n70,c,\n");
        RowBlock rows = await(table.readRange(new KeyRange(0, 100), 5)).rows();

        Map<Long, RangeSum> sums = await(table.sumRanges(KeyRange.ALL)).byPart();

        assertThat(sums)
                .isEqualTo(
                        Map.of(
                                0L,
                                RangeSum.NONE.plus(rows.digests()[0]).plus(rows.digests()[1]),
                                1L,
                                RangeSum.NONE.plus(rows.digests()[2])));
        assertThat(await(table.digests(ALL)).byKey()).containsEntry(70L, rows.digests()[2]);
    }

    @Test
    void rowsThatDifferHaveDigestsThatDiffer() throws IOException {
        FileTable table =
                read("", "code,title,Rate\n1,ab,c\n2,ab,c\n3,a,bc\n4,,\n5,abc,\n6,,abc\n");

        assertThat(await(table.digests(ALL)).byKey().values()).doesNotHaveDuplicates().hasSize(6);
    }

    @Test
    void keysMayBeTexts() throws IOException {
        FileTable table = read("code: text,", "code,title,Rate\nx|1,a,\ny|2,b,\n");

        RowBlock rows = await(table.probe(ALL, 5, 100)).rows();

        assertThat(Arrays.asList(rows.values(0))).containsExactlyInAnyOrder("x|1", "y|2");
        long first = rows.keys()[0];
        assertThat(await(table.names(List.of(first)))).containsEntry(first, rows.values(0)[0]);
        assertThat(await(table.highestKey())).isEmpty();
    }

    @Test
    void saysWhichLinesAreLeftOut() throws IOException {
        FileTable table = read("code: text,", "code,title,Rate\nx,a,\nx,b,\n,c,\nz,d,\n");

        assertThat(await(table.probe(ALL, 5, 100)).rows().size()).isEqualTo(2);
        assertThat(table.facts().sentences("code"))
                .containsExactly(
                        "1 rows have no code and are left out",
                        "several rows have the same code, of which one is read: x");
    }

    @Test
    void isReadAgainOnceItHasChanged() throws IOException {
        FileTable table = read("", "code,title,Rate\n1,a,\n");
        Map<Long, Long> before = await(table.digests(ALL)).byKey();
        long seen = await(table.hints()).updated();

        Path file = folder.resolve("codes.csv");
        Files.writeString(file, "code,title,Rate\n1,b,\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
        await(table.verify());

        assertThat(await(table.digests(ALL)).byKey()).isNotEqualTo(before).containsOnlyKeys(1L);
        assertThat(await(table.hints()).updated()).isGreaterThan(seen);
        await(table.verify());
        assertThat(await(table.hints()).updated()).isEqualTo(seen + 1);
    }

    @Test
    void saysWhatIsWrongWithItsFile() throws IOException {
        Path file = folder.resolve("codes.csv");
        assertDrifted(
                codes("", "code,name,Rate\n1,a,\n"),
                "%s has no column title; its first line names code, name, Rate".formatted(file));
        assertDrifted(
                codes("", "code,title,Rate\n1,a,\nx,a,\n"),
                "%s, line 3: the key x is no whole number; declare another type for it"
                        .formatted(file));
        FileTable gone = codes("", "");
        Files.delete(file);
        assertDrifted(gone, "%s cannot be read: ".formatted(file));
    }

    private static void assertDrifted(FileTable table, String sentence) {
        assertThatThrownBy(() -> await(table.verify()))
                .isInstanceOfSatisfying(
                        SourceProblem.class,
                        problem -> assertThat(problem.state()).isEqualTo(SourceState.DRIFTED))
                .hasMessageStartingWith("source fra: table codes: " + sentence);
    }
}
