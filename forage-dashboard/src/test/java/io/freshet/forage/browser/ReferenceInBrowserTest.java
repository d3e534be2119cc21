package io.freshet.forage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.testkit.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** How a learner's count is held against this server's, which here grows by one in each second. */
@QuarkusTest
class ReferenceInBrowserTest extends InChromium {
    private static final String WATCHED =
            """
            (async () => {
              const base = document.querySelector('script[type=module]').src.replace('dashboard.js', '');
              const { Reference } = await import(base + 'coach/reference.js');
              const { MEASURES } = await import(base + 'coach/measures.js');
              const reference = new Reference(MEASURES.get('submissions'));
              const end = 10_000_000;
              for (let s = %d; s >= 0; s--) reference.add(1000 - s, end - s * 1000);
              return JSON.stringify(reference.judge(%s, end, end));
            })()
            """;

    @Test
    void givesTheLevelByHowLongAgoThisServerHadTheNumber() {
        // Given
        Page page = page();
        page.open("/");
        // When / Then
        assertThat(judged(page, 600, "1000")).isEqualTo("{\"level\":3,\"seconds\":1}");
        assertThat(judged(page, 600, "997")).isEqualTo("{\"level\":2,\"seconds\":5}");
        assertThat(judged(page, 600, "950")).isEqualTo("{\"level\":2,\"seconds\":60}");
        assertThat(judged(page, 600, "750")).isEqualTo("{\"level\":1,\"seconds\":300}");
        assertThat(judged(page, 600, "450")).isEqualTo("{\"level\":1,\"seconds\":900}");
    }

    @Test
    void givesNoLevelForANumberThatThisServerNeverHad() {
        // Given
        Page page = page();
        page.open("/");
        // When / Then
        assertThat(judged(page, 600, "1001")).contains("\"level\":0", "1001 came");
        assertThat(judged(page, 30, "900")).contains("\"level\":0", "900 came");
    }

    private static String judged(Page page, int watchedSeconds, String count) {
        return (String) page.run(WATCHED.formatted(watchedSeconds, count));
    }
}
