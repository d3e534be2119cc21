package io.freshet.forage.browser;

import io.freshet.forage.ForageClient;
import io.freshet.forage.ForagePostgres;
import io.freshet.testkit.browser.Chromium;
import io.freshet.testkit.browser.Page;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;

/** What the tests in a browser share; they are skipped, saying so, where there is no Chromium. */
@WithTestResource(ForagePostgres.class)
abstract class InChromium {
    @TestHTTPResource("/")
    String root;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @BeforeEach
    void requireChromium() {
        if (Chromium.program().isEmpty()) {
            System.out.println(Chromium.ABSENT);
        }
        Assumptions.assumeTrue(Chromium.program().isPresent(), Chromium.ABSENT);
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

    /** The page of somebody who has signed in. */
    Page pageOf(ForageClient person) {
        Page page = page();
        person.cookies().forEach(page::keepCookie);
        return page;
    }

    /** A new learner, one of whose charts comes from there. */
    static ForageClient learner(String chart, String url) {
        ForageClient learner = ForageClient.learner(ForageClient.unusedName("Learner"));
        learner.put("dashboard", Map.of(chart, url)).then().statusCode(200);
        return learner;
    }

    /** Removes the learners of other tests, whose endpoints are gone: a coach's page asks them. */
    static void removeLearners() {
        ForageClient operator = ForageClient.operator();
        List<Map<String, String>> accounts = operator.get("accounts").path("");
        accounts.stream()
                .filter(account -> account.get("role").equals("learner"))
                .forEach(account -> operator.delete("accounts/" + account.get("name")));
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
