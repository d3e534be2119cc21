package io.freshet.charts.rendering;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

    private static String csv(String json) {
        return Csv.of(List.of("name", "a \"b\""), new Body(json.getBytes(StandardCharsets.UTF_8)))
                .content()
                .toString();
    }

    @Test
    void hasALineOfNamesAndOneForEachObject() {
        assertThat(csv("[{\"name\":\"x\",\"a\":1.50},{\"name\":null,\"a\":true}]"))
                .isEqualTo("name,\"a \"\"b\"\"\"\r\nx,1.50\r\n,true\r\n");
    }

    @Test
    void putsInQuotesWhatWouldBreakALine() {
        assertThat(csv("[{\"name\":\"a,b\\n\\\"c\\\"\",\"a\":\"\"}]"))
                .endsWith("\r\n\"a,b\n\"\"c\"\"\",\"\"\r\n");
    }

    @Test
    void anEmptyChartIsTheLineOfNames() {
        assertThat(csv("[]")).isEqualTo("name,\"a \"\"b\"\"\"\r\n");
    }
}
