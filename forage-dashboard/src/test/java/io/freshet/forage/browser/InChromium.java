package io.freshet.forage.browser;

import io.freshet.forage.ForagePostgres;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** What the tests in a browser share; they are skipped, saying so, where there is no Chromium. */
@WithTestResource(ForagePostgres.class)
abstract class InChromium {
    private static final String NONE =
            "SKIPPED: no Chromium found for the tests in a browser; install one (Debian: apt-get"
                    + " install chromium) or name it in "
                    + Chromium.VARIABLE;

    @TestHTTPResource("/")
    String root;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void requireChromium() {
        if (Chromium.program().isEmpty()) {
            System.out.println(NONE);
        }
        Assumptions.assumeTrue(Chromium.program().isPresent(), NONE);
    }

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable one : opened) {
            one.close();
        }
        opened.clear();
    }

    /** A visitor's page on this server. */
    Page page() {
        return closing(Chromium.shared().open(root.substring(0, root.length() - 1)));
    }

    /** An endpoint of its own origin, as a learner's is. */
    LearnersEndpoint endpoint() {
        return closing(new LearnersEndpoint());
    }

    /** A signed-up learner's page whose chart comes from there. */
    Page pageOf(String name, String chart, String url) {
        Page page = page();
        page.open("/");
        signUp(page, name);
        page.run(
                "(async () => { const api = await import(document.querySelector('script[type=module]')"
                        + ".src.replace('dashboard.js', 'account/api.js')); await api.session();"
                        + " await api.call('PUT', 'dashboard', {"
                        + Page.quoted(chart)
                        + ": "
                        + Page.quoted(url)
                        + "}); })()");
        page.open("/");
        return page;
    }

    /** Signs up by the header's dialog. */
    static void signUp(Page page, String name) {
        page.clickText("#account", "Sign up");
        page.fill("dialog [name=name]", name);
        page.fill("dialog [name=password]", "correct horse");
        page.clickText("dialog", "Sign up");
        page.untilText("#account", name);
    }

    /** Signs in by the header's dialog. */
    static void signIn(Page page, String name, String password) {
        page.clickText("#account", "Sign in");
        page.fill("dialog [name=name]", name);
        page.fill("dialog [name=password]", password);
        page.clickText("dialog", "Sign in");
        page.untilText("#account", name);
    }

    private <T extends AutoCloseable> T closing(T one) {
        opened.add(0, one);
        return one;
    }
}
