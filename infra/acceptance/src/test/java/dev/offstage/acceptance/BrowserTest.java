package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in with a real browser, where one is installed. */
@Order(8)
@ExtendWith(HostLog.class)
class BrowserTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aBrowserSignsInGoesOnAndSignsOut() {
        Target.assumeLocal();
        Optional<Path> program = Browser.program();
        Assumptions.assumeTrue(program.isPresent(), "No chromium or google-chrome is installed here");
        try (Stage stage = Stage.guarded(List.of());
                Browser browser = Browser.start(program.get())) {
            String own = stage.api().address().toString();
            String token = Desk.byCommand(stage.api(), "admin", List.of());
            signsIn(browser, own, token);
            isKeptFromScripts(browser, own);
            changesThingsFromOwnPagesOnly(browser, stage);
            signsOut(browser, own);
        }
    }

    private static void signsIn(Browser browser, String own, String token) {
        browser.open(own + "/signin?next=/v1/tokens");
        Poll.until(
                "the field has the focus", SOON, () -> browser.evaluate("document.activeElement.id"), "token"::equals);
        submit(browser, "offstage_nonsense");
        Poll.until("the page says no", SOON, () -> text(browser), text -> text.contains("no token that is valid"));
        assertThat(browser.cookies(own)).isEmpty();
        submit(browser, token);
        Poll.until("the list of tokens is there", SOON, () -> text(browser), text -> text.contains("\"acceptance\""));
        assertThat(browser.evaluate("location.pathname")).isEqualTo("/v1/tokens");
    }

    private static void submit(Browser browser, String token) {
        String ignored = browser.evaluate(
                "(document.querySelector('#token').value = '" + token + "', document.querySelector('button').click())");
    }

    /** Empty while one page goes and the next one comes. */
    private static String text(Browser browser) {
        return browser.evaluate("document.body ? document.body.innerText : ''");
    }

    private static void isKeptFromScripts(Browser browser, String own) {
        assertThat(browser.cookies(own)).singleElement().satisfies(cookie -> {
            assertThat(cookie.at("name").text()).isEqualTo(Session.COOKIE);
            assertThat(cookie.at("httpOnly").isTrue()).isTrue();
            assertThat(cookie.at("secure").isTrue()).isTrue();
            assertThat(cookie.at("sameSite").text()).isEqualTo("Strict");
        });
        assertThat(browser.evaluate("document.cookie")).isEmpty();
    }

    private static void changesThingsFromOwnPagesOnly(Browser browser, Stage stage) {
        String path = stage.api().address() + "/parseGoodreadsLinks";
        String sent = browser.evaluate("fetch('" + path + "', {method: 'POST', headers: {'Content-Type':"
                + " 'application/json'}, body: " + body("730") + "}).then(got => got.status)");
        assertThat(sent).isEqualTo("202");

        // Another port is another origin on the same site: the browser sends the cookie along, and asks nobody before,
        // since
        // a body without a type needs no leave.
        browser.open(stage.origin().address() + "/book/show/1");
        String unseen =
                browser.evaluate("fetch('" + path + "', {method: 'POST', mode: 'no-cors', credentials: 'include',"
                        + " body: new Blob([" + body("731") + "])}).then(got => got.type)");
        assertThat(unseen).isEqualTo("opaque");
        browser.open(stage.api().address() + "/v1/tokens");
        assertThat(text(browser)).contains("\"acceptance\"");
        assertThat(browser.evaluate("fetch('/getBookInfo?url=" + Api.link("730") + "').then(got => got.status)"))
                .isNotEqualTo("404");
        assertThat(browser.evaluate("fetch('/getBookInfo?url=" + Api.link("731") + "').then(got => got.status)"))
                .isEqualTo("404");
    }

    private static String body(String book) {
        return "'[\"" + Api.link(book) + "\"]'";
    }

    private static void signsOut(Browser browser, String own) {
        assertThat(browser.evaluate("fetch('/signout', {method: 'POST'}).then(got => got.status)"))
                .isEqualTo("204");
        assertThat(browser.cookies(own)).isEmpty();
        assertThat(browser.evaluate("fetch('/v1/tokens').then(got => got.status)"))
                .isEqualTo("401");
    }
}
