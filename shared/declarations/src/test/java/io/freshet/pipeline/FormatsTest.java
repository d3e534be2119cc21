package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How people are shown figures. */
class FormatsTest {

    private static ChartDefinition chart(String chart) {
        return PipelineReader.read(
                        "test",
                        new StringReader(
                                """
                                pipeline: shop
                                tables:
                                  orders: {key: id, columns: {net: numeric, day: date}}
                                charts:
                                  all: {%s}
                                """
                                        .formatted(chart)))
                .charts()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "0.000000000", "0 %", "0%", "0.0 %"})
    void areDecimalsAndPerhapsHundredths(String format) {
        ChartDefinition chart = chart("value: mean(orders.net), format: \"%s\"".formatted(format));

        assertThat(chart.shape().typedFields())
                .extracting(ChartField::format)
                .containsExactly(Optional.of(format));
    }

    @Test
    void ofSeveralFiguresAreByTheirNames() {
        ChartDefinition chart =
                chart("values: {n: count, sum: sum(orders.net)}, formats: {sum: 0.00}");

        assertThat(chart.shape().typedFields())
                .extracting(ChartField::format)
                .containsExactly(Optional.empty(), Optional.of("0.00"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "value: count, format: '#,##0'",
                "value: count, format: 0.0000000000",
                "value: max(orders.day), format: 0.0",
                "values: {a: count, b: count}, format: 0.0",
                "values: {a: count}, formats: {b: 0.0}"
            })
    void areOtherwiseRefused(String chart) {
        assertThatThrownBy(() -> chart(chart))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining("format");
    }
}
