package io.freshet.charts.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.charts.cache.ShownTraces;
import io.freshet.charts.catalogue.ServedChart;
import io.freshet.runtime.tracing.Traced;
import io.freshet.runtime.tracing.Tracing;
import io.freshet.testkit.tracing.ReceivedSpan;
import io.freshet.testkit.tracing.TraceReceiver;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which answers are traced. */
class AnswerTracesTest {

    private static final String CHANGE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final String CLIENT = "00-1bf7651916cd43dd8448eb211c80319c-c7ad6b7169203331-01";
    private static final ServedChart CHART =
            new ServedChart(0, "count", "pisa", List.of("/charts/count"), null, null);

    private final TraceReceiver receiver = TraceReceiver.start();
    private final Tracing tracing = Tracing.of(receiver.url(), 1, "chart-api");
    private final ShownTraces shown = new ShownTraces();
    private final AnswerTraces traces = new AnswerTraces(tracing, shown);

    @AfterEach
    void end() {
        tracing.close();
        receiver.close();
    }

    private ReceivedSpan received(Traced span) {
        span.end();
        tracing.close(TraceReceiver.SOON);
        assertThat(receiver.spans()).hasSize(1);
        return receiver.spans().get(0);
    }

    @Test
    void theFirstThatShowsAChangeEndsItsTrace() {
        shown.show("pisa", CHANGE);

        ReceivedSpan serve = received(traces.begin(CHART, null));

        assertThat(serve.name()).isEqualTo("serve");
        assertThat(serve.trace()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(serve.parent()).isEqualTo("b7ad6b7169203331");
        assertThat(serve.attributes()).containsEntry("http.route", "/charts/count");
        assertThat(traces.begin(CHART, null)).as("the second").isSameAs(Traced.NONE);
    }

    @Test
    void ofATracedClientAllAreAndNameTheChangeThatTheyShow() {
        shown.show("pisa", CHANGE);

        ReceivedSpan serve = received(traces.begin(CHART, CLIENT));

        assertThat(serve.trace()).isEqualTo("1bf7651916cd43dd8448eb211c80319c");
        assertThat(serve.parent()).isEqualTo("c7ad6b7169203331");
        assertThat(serve.links()).containsExactly("b7ad6b7169203331");
    }

    @Test
    void othersAreNot() {
        assertThat(traces.begin(CHART, null)).isSameAs(Traced.NONE);
    }
}
