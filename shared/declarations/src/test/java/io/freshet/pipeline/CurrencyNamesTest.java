package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CurrencyNamesTest {

    @Test
    void areThoseOfJavaInTheEnglishOfTheUnitedKingdom() {
        assumeThat(Runtime.version().feature()).as("later ones may name others").isEqualTo(17);
        Map<String, String> java =
                Currency.getAvailableCurrencies().stream()
                        .collect(
                                Collectors.toMap(
                                        Currency::getCurrencyCode,
                                        currency -> currency.getDisplayName(Locale.UK)));

        assertThat(CurrencyNames.all()).isEqualTo(java).containsEntry("GBP", "British Pound");
    }
}
