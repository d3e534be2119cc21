package io.freshet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TimeOrderTest {

    private static final List<String> IN_ORDER =
            List.of(
                    "-infinity",
                    "4713-01-01T00:00:00 BC",
                    "0044-03-15T12:00:00 BC",
                    "0001-12-31T23:59:59 BC",
                    "0001-01-01T00:00:00",
                    "2026-11-25T09:00:00",
                    "2026-11-25T09:00:00.5",
                    "2026-11-25T10:00:00",
                    "9999-12-31T00:00:00",
                    "10000-01-01T00:00:00",
                    "infinity");

    @Test
    void isThatOfTimeAndNotOfTexts() {
        List<String> mixed = new ArrayList<>(IN_ORDER);
        Collections.shuffle(mixed, new Random(44));
        mixed.sort(TimeOrder.TEXTS);

        assertThat(mixed).isEqualTo(IN_ORDER);
    }
}
