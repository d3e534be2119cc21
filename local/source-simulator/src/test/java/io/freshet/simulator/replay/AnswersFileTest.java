package io.freshet.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.simulator.country.CountryCode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersFileTest {
    private static final String ANSWERS =
            "CNT,Escs,note\r\nfra,0.5,\"a, \"\"b\"\"\nc\"\r\nALB,NA,\r\nFRA,,x\r\n";

    @TempDir Path folder;

    @Test
    void findsCountriesAndColumns() throws IOException {
        AnswersFile file = AnswersFile.scan(written("answers.csv", ANSWERS));
        assertThat(file.columns()).containsExactly("cnt", "escs", "note");
        assertThat(file.rows()).isEqualTo(Map.of(code("FRA"), 2L, code("ALB"), 1L));
        assertThat(file.total()).isEqualTo(3);
    }

    @Test
    void keepsValuesAsTheyAre() throws IOException {
        AnswersFile file = AnswersFile.scan(written("answers.csv", ANSWERS));
        List<List<String>> rows = new ArrayList<>();
        file.read((country, values) -> rows.add(values));
        assertThat(rows)
                .containsExactly(
                        List.of("fra", "0.5", "a, \"b\"\nc"),
                        List.of("ALB", "NA", ""),
                        List.of("FRA", "", "x"));
    }

    @Test
    void readsGzipWhateverItIsCalled() throws IOException {
        Path path = folder.resolve("answers.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path))) {
            out.write(ANSWERS.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(AnswersFile.scan(path).total()).isEqualTo(3);
    }

    @Test
    void stopsReadingWhenToldTo() throws IOException {
        AnswersFile file = AnswersFile.scan(written("answers.csv", ANSWERS));
        List<List<String>> rows = new ArrayList<>();
        file.read((country, values) -> rows.add(values) && rows.size() < 2);
        assertThat(rows).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "country,escs;FRA,1      | no column cnt",
                "cnt,escs,ESCS;FRA,1,2   | \"escs\" twice",
                "id,cnt;1,FRA            | column id",
                "cnt,escs                | no answers",
                "cnt,escs;FRA,1;FRANCE,2 | line 3, column cnt",
                "cnt,escs;FRA            | line 2",
                "cnt,escs;FRA,1,2        | line 2",
            })
    void saysWhatIsWrongWithAFile(String content, String complaint) throws IOException {
        Path path = written("bad.csv", content.strip().replace(';', '\n'));
        assertThatThrownBy(() -> AnswersFile.scan(path))
                .isInstanceOf(AnswersFileException.class)
                .hasMessageContaining("bad.csv")
                .hasMessageContaining(complaint);
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> AnswersFile.scan(folder.resolve("absent.csv")))
                .isInstanceOf(AnswersFileException.class)
                .hasMessageContaining("absent.csv")
                .hasMessageContaining("no such file");
    }

    private Path written(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private static CountryCode code(String code) {
        return new CountryCode(code);
    }
}
