package io.freshet.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.ChartsGuard;
import io.freshet.configuration.FreshetConfig;
import io.freshet.configuration.HttpClients;
import io.freshet.configuration.HttpConfig;
import io.freshet.pipeline.PipelineLibrary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownHostsTest {

    @ParameterizedTest
    @CsvSource({
        // listening, allowed, asked for, known
        "127.0.0.1, , localhost, true",
        "127.0.0.1, , LocalHost:8080, true",
        "127.0.0.1, , 127.0.0.1:8080, true",
        "127.0.0.1, , [::1]:8080, true",
        "127.0.0.1, , rebound.example, false",
        "localhost, , rebound.example:8080, false",
        "127.0.0.1, , localhost.rebound.example, false",
        "127.0.0.1, , '', false",
        "127.0.0.1, , , true",
        "127.0.0.1, charts.example, , false",
        "127.0.0.1, charts.example, Charts.Example:443, true",
        "0.0.0.0, , charts.example, true",
        "0.0.0.0, charts.example, charts.example, true",
        "0.0.0.0, charts.example, rebound.example, false",
        "0.0.0.0, charts.example, 192.0.2.1, true",
    })
    void areThoseThatCannotBeMadeToLeadHere(
            String listening, String allowed, String asked, boolean known) {
        HttpClients clients =
                new HttpClients(
                        HttpClients.CONNECTIONS,
                        List.of(),
                        allowed == null ? List.of() : List.of(allowed),
                        new ChartsGuard.Nobody());
        FreshetConfig config =
                new FreshetConfig(
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new HttpConfig(listening, 8080, listening, 9000, clients),
                        PipelineLibrary.load(List.of()));

        assertThat(new KnownHosts(config, listening).knows(asked)).isEqualTo(known);
    }
}
