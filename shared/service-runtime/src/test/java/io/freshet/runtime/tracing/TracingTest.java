package io.freshet.runtime.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.SpanKind;
import org.jboss.logging.MDC;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is traced, and what others are told of it. Nobody receives anything here. */
class TracingTest {

    private static final String NOBODY = "http://127.0.0.1:9";
    private static final String OTHERS = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Tracing tracing = Tracing.of(NOBODY, 1, "poller");

    @AfterEach
    void end() {
        tracing.close();
    }

    @Test
    void isOffWhereNoReceiverIsNamed() {
        Tracing off = Tracing.of("none", 1, "poller");

        assertThat(off.isOn()).isFalse();
        assertThat(off.begin("poll", SpanKind.INTERNAL, 1)).isSameAs(Traced.NONE);
        assertThat(off.goOn("apply", SpanKind.CONSUMER, OTHERS)).isSameAs(Traced.NONE);
        assertThat(Traced.NONE.child("publish", SpanKind.PRODUCER)).isSameAs(Traced.NONE);
        assertThat(Traced.NONE.parent()).isEmpty();
    }

    @Test
    void keepsTheShareThatItIsTold() {
        try (Tracing none = Tracing.of(NOBODY, 0, "poller")) {
            assertThat(none.begin("poll", SpanKind.INTERNAL, 1)).isSameAs(Traced.NONE);
            assertThat(none.goOn("apply", SpanKind.CONSUMER, OTHERS).isKept())
                    .as("who began the trace decides")
                    .isTrue();
        }
    }

    @Test
    void goesOnWithTheTraceThatAHeaderNames() {
        Traced apply = tracing.goOn("apply", SpanKind.CONSUMER, OTHERS);

        assertThat(apply.parent())
                .matches("00-0af7651916cd43dd8448eb211c80319c-[0-9a-f]{16}-01")
                .isNotEqualTo(OTHERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "what somebody wrote into a header that is meant for something else",
            })
    void passesOverHeadersThatNameNothingThatIsKept(String header) {
        assertThat(tracing.goOn("apply", SpanKind.CONSUMER, header)).isSameAs(Traced.NONE);
        assertThat(tracing.goOn("apply", SpanKind.CONSUMER, null)).isSameAs(Traced.NONE);
    }

    @Test
    void givesLinesOfTheLogTheTraceOfWhatTheThreadIsAt() {
        Traced apply = tracing.goOn("apply", SpanKind.CONSUMER, OTHERS);

        try (Traced.Entered entered = apply.enter()) {
            assertThat(entered).isNotNull();
            assertThat(Traced.current()).isSameAs(apply);
            assertThat(MDC.get(Traced.LOG_FIELD)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        }

        assertThat(Traced.current()).isSameAs(Traced.NONE);
        assertThat(MDC.get(Traced.LOG_FIELD)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://collector:4318, http://collector:4318/v1/traces",
        "https://collector/, https://collector/v1/traces",
        "http://collector:4318/tenant/traces, http://collector:4318/tenant/traces",
    })
    void sendsToTheReceiversAddressForTraces(String url, String endpoint) {
        assertThat(Tracing.endpoint(url)).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "grpc://collector:4317", "http://", "no url"})
    void refusesWhatIsNoAddress(String url) {
        assertThatThrownBy(() -> Tracing.of(url, 1, "poller"))
                .hasMessage(
                        "freshet.tracing.url must be none or a URL such as http://collector:4318,"
                                + " not "
                                + url);
    }

    @Test
    void refusesWhatIsNoShare() {
        assertThatThrownBy(() -> Tracing.of(NOBODY, 1.5, "poller"))
                .hasMessage("freshet.tracing.share must be a number from 0 to 1, not 1.5");
    }
}
