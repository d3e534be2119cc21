package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.freshet.testkit.files.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/** Real students' answers, and the program that says which indices are made of them. */
final class PisaReference {

    private static final String PROGRAM =
            """
            import csv, sys
            sys.dont_write_bytecode = True
            sys.path.insert(0, sys.argv[1])
            import indices_ref as r
            def n(row, name): return None if row[name] == "NA" else float(row[name])
            def highest(*values): return max((v for v in values if v is not None), default=None)
            for row in csv.DictReader(open(sys.argv[2])):
                m = n(row, "st061q01na")
                subjects = [n(row, "st059q0%dta" % i) for i in (1, 2, 3)]
                minutes = [None if m is None or s is None else s * m for s in subjects]
                values = (r.tmins(n(row, "st060q01na"), m, *minutes),
                    r.durecec(n(row, "st125q01na"), n(row, "st126q01ta")),
                    r.escs(n(row, "paredint"), highest(n(row, "bmmj1"), n(row, "bfmj2")), n(row, "homepos")),
                    r.belong({i: n(row, "st034q0%dta" % i) for i in range(1, 7)},
                        r.PAR_FRA if row["cnt"] == "FRA" else r.PAR))
                print(row["id"], *("null" if v is None else "%.4f" % v for v in values), sep="|")
            """;

    private final List<String> columns;

    /** Skips the test that asks where data or Python are not there. */
    PisaReference(List<String> columns) {
        this.columns = columns;
        assumeTrue(hasPython(), "python3 is not on the path: PISA's reference cannot be asked");
    }

    private static boolean hasPython() {
        return Arrays.stream(System.getenv("PATH").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "python3")));
    }

    /** The columns of all students, by a number. */
    Map<Long, Object[]> students() {
        Path file = SharedData.pisa2018("students.csv.gz");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            List<String> names = List.of(lines.readLine().split(",", -1));
            Map<Long, Object[]> students = new LinkedHashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] values = line.split(",", -1);
                List<Object> row = new ArrayList<>();
                row.add(students.size() + 1L);
                columns.forEach(column -> row.add(values[names.indexOf(column)]));
                students.put(students.size() + 1L, row.toArray());
            }
            return students;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code key|tmins|durecec|escs|belong} of each student, with four decimals. */
    List<String> indices(Map<Long, Object[]> students) throws IOException, InterruptedException {
        Path folder = SharedData.pisa2018("indices_ref.py").getParent();
        Path file = Files.createTempFile("students", ".csv");
        try {
            Files.writeString(
                    file,
                    "id,%s\n".formatted(String.join(",", columns))
                            + students.values().stream()
                                    .map(PisaReference::line)
                                    .collect(Collectors.joining("\n")));
            Process python =
                    new ProcessBuilder("python3", "-c", PROGRAM, folder.toString(), file.toString())
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
            String said =
                    new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(python.waitFor()).as("what python3 ends with").isZero();
            return said.lines().toList();
        } finally {
            Files.delete(file);
        }
    }

    private static String line(Object[] row) {
        return Arrays.stream(row).map(String::valueOf).collect(Collectors.joining(","));
    }
}
