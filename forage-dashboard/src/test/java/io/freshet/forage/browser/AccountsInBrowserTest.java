package io.freshet.forage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.forage.ForageClient;
import io.freshet.testkit.browser.Page;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AccountsInBrowserTest extends InChromium {
    @BeforeEach
    void startWithoutLearners() {
        removeLearners();
    }

    @Test
    void signsUpSetsAUrlSignsOutAndInAgain() {
        // Given
        LearnersEndpoint endpoint = endpoint();
        endpoint.behave(LearnersEndpoint.answering("{\"count\": 4711}"));
        String name = ForageClient.unusedName("Grace");
        Page page = page();
        page.open("/");
        signUp(page, name);
        // When
        page.click("#account .who");
        page.clickText("#account .menu", "My charts' URLs…");
        page.fill("dialog [name=submissions]", endpoint.url());
        page.clickText("dialog", "Save");
        page.untilText(".submissions .count", "4,711");
        page.click("#account .who");
        page.clickText("#account .menu", "Sign out");
        page.untilText("#account", "Sign in");
        // Then
        page.until(
                "/\\d\\d,\\d{3}/.test(document.querySelector('.submissions .count')?.innerText)");
        signIn(page, name, "correct horse");
        page.untilText(".submissions .count", "4,711");
        assertThat(page.text("#whose")).isEqualTo(name + "'s dashboard");
        assertThat(page.run("document.cookie")).isEqualTo("");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void saysWhyASignInOrAUrlIsRefused() {
        // Given
        Page page = page();
        page.open("/");
        // When
        page.clickText("#account", "Sign in");
        page.fill("dialog [name=name]", ForageClient.unusedName("Nobody"));
        page.fill("dialog [name=password]", "not the password");
        page.clickText("dialog", "Show");
        assertThat(page.run("document.querySelector('dialog [name=password]').type"))
                .isEqualTo("text");
        page.clickText("dialog", "Show");
        assertThat(page.run("document.querySelector('dialog [name=password]').type"))
                .isEqualTo("password");
        page.clickText("dialog", "Sign in");
        // Then
        page.untilText("dialog .wrong", "The name or the password is not right.");
        page.clickText("dialog", "Cancel");
        signUp(page, ForageClient.unusedName("Ada"));
        page.click("#account .who");
        page.clickText("#account .menu", "My charts' URLs…");
        page.fill("dialog [name=escs]", "javascript:alert(document.domain)");
        page.clickText("dialog", "Save");
        page.untilText("dialog .wrong", "starts with http://");
    }

    @Test
    void showsEachRoleItsPages() {
        // Given
        String coach = ForageClient.unusedName("Coach");
        ForageClient.learner(coach);
        ForageClient.operator().put("accounts/" + coach + "/role", Map.of("role", "coach"));
        // When
        Page visitor = page();
        visitor.open("/coach");
        Page coachs = page();
        coachs.open("/");
        signIn(coachs, coach, ForageClient.PASSWORD);
        Page operators = page();
        operators.open("/");
        signIn(operators, "Olga", "operators password");
        // Then
        visitor.untilText("main", "Learners' dashboards are shown to coaches and operators");
        assertThat(visitor.text("#links")).isEmpty();
        visitor.clickText("main", "Sign in");
        visitor.untilText("dialog", "Password");
        coachs.untilText("#links", "Learners");
        assertThat(coachs.text("#links")).doesNotContain("Spore");
        operators.untilText("#links", "Spore");
        coachs.open("/coach");
        coachs.untilText("main", "Learners");
        assertThat(coachs.count(".people")).isZero();
    }

    @Test
    void letsTheOperatorGiveRolesOnThePage() {
        // Given
        String name = ForageClient.unusedName("Linus");
        ForageClient learner = ForageClient.learner(name);
        Page page = pageOf(ForageClient.operator());
        page.open("/coach");
        page.untilText(".people", name);
        // When
        page.run(
                "(() => { const s = document.querySelector("
                        + Page.quoted("select[aria-label='Role of " + name + "']")
                        + "); s.value = 'coach'; s.dispatchEvent(new Event('change')); })()");
        // Then
        page.untilText("main", name + " is coach now.");
        assertThat(learner.refresh().<String>path("account.role")).isEqualTo("coach");
        assertThat(page.complaints()).isEmpty();
    }
}
