package io.freshet.simulator.country;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.freshet.testkit.files.SharedData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private final Calibration calibration = Calibration.load();

    @Test
    void holdsTheFiguresOfTheTwentyCountries() throws IOException {
        Path file = SharedData.pisa2018("calibration_20_countries.csv");
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            List<NamedCsvRecord> known = rows.stream().toList();
            assertThat(calibration.defaultCountries())
                    .extracting(CountryCode::value)
                    .containsExactlyElementsOf(
                            known.stream().map(row -> row.getField("country")).toList());
            known.forEach(this::assertProfile);
        }
    }

    @Test
    void leavesMoreOutWhereFewerAnswered() {
        CountryProfile bosnia = calibration.of(new CountryCode("BIH"));
        CountryProfile albania = calibration.of(new CountryCode("ALB"));
        assertThat(bosnia.durececMissing()).isEqualTo(0.58);
        assertThat(albania.durececMissing()).isEqualTo(0.17);
    }

    @Test
    void hasAMiddlingProfileForAnyOtherCountry() {
        assertThat(calibration.of(new CountryCode("KSV")).students()).isPositive();
    }

    @Test
    void readsCodesInEitherCaseAndRefusesOthers() {
        assertThat(CountryCode.parse(" alb ").value()).isEqualTo("ALB");
        assertThatThrownBy(() -> CountryCode.parse("Albania"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ALBANIA");
    }

    private void assertProfile(NamedCsvRecord row) {
        CountryProfile profile = calibration.of(new CountryCode(row.getField("country")));
        assertThat(profile.students()).isEqualTo(intOf(row, "students_pisa2018_recalled"));
        assertThat(profile.hours()).isEqualTo(doubleOf(row, "hours_plus_floor_correction"));
        assertThat(profile.durecec()).isEqualTo(doubleOf(row, "durecec_dashboard"));
        assertThat(profile.belong()).isEqualTo(doubleOf(row, "belong_dashboard"));
        assertThat(profile.answered()).isEqualTo(doubleOf(row, "est_share_both_present"));
    }

    private static int intOf(NamedCsvRecord row, String column) {
        return Integer.parseInt(row.getField(column));
    }

    private static double doubleOf(NamedCsvRecord row, String column) {
        return Double.parseDouble(row.getField(column));
    }
}
