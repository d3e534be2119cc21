package io.freshet.simulator.answers;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.simulator.country.Calibration;
import io.freshet.simulator.country.CountryCode;
import io.freshet.testkit.files.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AnswerSheetTest {
    private final SurveyColumns survey = SurveyColumns.load();
    private final Calibration calibration = Calibration.load();

    @Test
    void fillsEveryColumnThatIsNoAnswerOfTheStudent() {
        Map<String, String> sheet = sheet(survey.all(), "ALB");
        assertThat(sheet).hasSize(1118 - SurveyAnswer.values().length);
        assertThat(sheet.values()).doesNotContainNull().noneMatch(String::isEmpty);
        assertThat(sheet).containsEntry("cntryid", "8").containsEntry("natcen", "008000");
    }

    @Test
    void leavesOutAsMuchAsRealStudentsDo() {
        double missing =
                calibration.defaultCountries().stream()
                        .map(country -> sheet(survey.all(), country.value()))
                        .flatMap(sheet -> sheet.values().stream())
                        .mapToInt(value -> value.equals(SurveyAnswer.MISSING) ? 1 : 0)
                        .average()
                        .orElseThrow();
        assertThat(missing).isBetween(0.24, 0.34);
    }

    @Test
    void hasNothingForColumnsThatItDoesNotKnow() {
        assertThat(sheet(List.of("cnt", "surprise"), "ALB")).isEqualTo(Map.of("surprise", "NA"));
    }

    @Test
    void knowsTheColumnsOfTheRealFile() throws IOException {
        Path columns = SharedData.pisa2018("columns.tsv");
        List<String> real =
                Files.readAllLines(columns).stream()
                        .skip(1)
                        .limit(1118)
                        .map(line -> line.split("\t", 3)[1])
                        .toList();
        assertThat(survey.all()).isEqualTo(real);
    }

    private Map<String, String> sheet(List<String> columns, String country) {
        return AnswerSheet.fill(survey, columns, calibration.of(new CountryCode(country)), 2018)
                .answers();
    }
}
