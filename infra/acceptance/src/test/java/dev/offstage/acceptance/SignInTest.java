package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers do: sign in with a token, go on with a cookie, sign out. */
@Order(5)
@ExtendWith(HostLog.class)
class SignInTest {
    private static final Duration CACHED = Duration.ofSeconds(20);
    private static final int HALF_A_DAY = 43_200;

    private static Stage stage;
    private static Desk desk;
    private static String own;

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.guarded(List.of());
        desk = Desk.at(stage);
        own = stage.api().address().toString();
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void theFormGivesACookieAndLeadsOn() {
        Reply reply = Session.byForm(stage.api().with("Origin", own), desk.adminToken(), "/v1/tokens?limit=5");

        assertThat(reply.status()).as(reply.toString()).isEqualTo(303);
        assertThat(reply.header("location")).isEqualTo("/v1/tokens?limit=5");
        isGuarded(Session.parts(reply), HALF_A_DAY);
        assertThat(Session.with(stage.api(), Session.cookie(reply))
                        .get("/v1/tokens")
                        .status())
                .isEqualTo(200);
        assertThat(reply.body() + reply.headers().map()).doesNotContain(desk.adminToken());
    }

    @Test
    void jsonGivesTheSameCookieNoLongerThanTheTokenLasts() {
        Reply reply = Session.byJson(stage.api(), desk.token(Map.of("name", "x", "role", "reader", "expiresIn", 600)));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.header("cache-control")).contains("no-store");
        isGuarded(Session.parts(reply), 600);
    }

    private static void isGuarded(List<String> parts, int most) {
        Set<String> attributes = new HashSet<>(parts.subList(1, parts.size()));
        String age = attributes.stream()
                .filter(attribute -> attribute.startsWith("Max-Age="))
                .findFirst()
                .orElse("Max-Age=none");
        assertThat(attributes).isEqualTo(Set.of("HttpOnly", "Secure", "SameSite=Strict", "Path=/", age));
        assertThat(Integer.parseInt(age.substring("Max-Age=".length()))).isBetween(most - 60, most);
    }

    @Test
    void aWrongTokenGetsThePageAgainAndNoCookie() {
        Reply page = Session.byForm(stage.api().from(Elsewhere.next()), "offstage_<b>wrong", "/rqstatus");
        assertThat(page.status()).as(page.toString()).isEqualTo(401);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.headers().map()).doesNotContainKey("set-cookie");
        assertThat(page.body())
                .contains("role=\"alert\"", "value=\"/rqstatus\"")
                .doesNotContain("<b>", "wrong\" value");

        Reply json = Session.byJson(stage.api().from(Elsewhere.next()), desk.adminToken() + "x");
        Problems.check(json, 401);
        assertThat(json.headers().map()).doesNotContainKey("set-cookie");
    }

    @Test
    void noOtherSiteSignsABrowserIn() {
        for (Api foreign : List.of(
                stage.api().with("Origin", "https://evil.example"),
                stage.api().with("Origin", "null"),
                stage.api().with("Sec-Fetch-Site", "cross-site"),
                stage.api().with("Sec-Fetch-Site", "same-site"))) {
            Reply reply = Session.byForm(foreign, desk.adminToken(), "/");
            Problems.check(reply, 403);
            assertThat(reply.headers().map()).doesNotContainKey("set-cookie");
        }
    }

    static Stream<String> ways() {
        return Stream.of(
                "//evil.example",
                "///evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "\\/evil.example",
                "/\t/evil.example",
                "/\n/evil.example",
                "http://evil.example/",
                "https:evil.example",
                "http:/\\evil.example",
                "javascript:alert(1)",
                "data:text/html,x",
                "evil.example",
                "@evil.example",
                "/.//evil.example",
                "/x/..//evil.example",
                "/%09/evil.example",
                "/x\r\nX-Evil: 1",
                "/x\r\n\r\n<script>",
                "/x\u0000",
                "/\u2028/evil.example",
                "/é",
                "/" + "x".repeat(3_000),
                "");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void nextNeverLeadsElsewhere(String next) {
        Reply reply = Session.byForm(stage.api().with("Origin", own), desk.adminToken(), next);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(303);
        String location = reply.header("location");
        assertThat(location).matches("/([!-.0-~][!-~]*)?").doesNotContain("\\", "//");
        assertThat(URI.create(own + "/signin").resolve(location).getAuthority())
                .isEqualTo(stage.api().address().getAuthority());
        assertThat(reply.headers().map()).doesNotContainKey("x-evil");
        assertThat(shown(next)).contains("name=\"next\" value=\"" + location + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/\"><script>alert(1)</script>",
                "/'><img src=x onerror=alert(1)>",
                "/\" autofocus onfocus=\"alert(1)",
                "/</form><form action=//evil.example>",
                "/&quot;&lt;&#60;script"
            })
    void thePageEscapesNext(String next) {
        assertThat(shown(next)).doesNotContain("<script", "<img", "onfocus=\"", "<form action");
        assertThat(shown(next).split("<form", -1)).hasSize(2);
    }

    private static String shown(String next) {
        Reply page = stage.api().get("/signin?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
        assertThat(page.status()).as(page.toString()).isEqualTo(200);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "frame-ancestors 'none'");
        return page.body();
    }

    @Test
    void theCookieHasTheRoleOfItsToken() {
        Api reader = Session.of(stage.api(), desk.token("reader"));

        assertThat(reader.get("/getBookInfo?url=" + Api.link("790")).status()).isEqualTo(404);
        Problems.check(reader.get("/v1/tokens"), 403);
        Problems.check(reader.with("Origin", own).parse(List.of(Api.link("790"))), 403);
    }

    @Test
    void aCookieChangesNothingForOtherSites() {
        Api browser = Session.of(stage.api(), desk.token("operator"));
        List<Api> refused = List.of(
                browser,
                browser.with("Origin", "https://evil.example"),
                browser.with("Origin", "null"),
                browser.with("Origin", own + ".evil.example"),
                browser.with("Origin", "http://127.0.0.1:1"),
                browser.with("Origin", own + "/"),
                browser.with("Referer", own + "/"),
                browser.with("Sec-Fetch-Site", "cross-site").with("Origin", own),
                browser.with("Sec-Fetch-Site", "same-site"),
                browser.with("Sec-Fetch-Site", "none"));
        for (Api caller : refused) {
            Problems.check(caller.parse(List.of(Api.link("791"))), 403);
        }
        assertThat(stage.origin().visitsOf("791")).isEmpty();
        assertThat(browser.with("Origin", own).parse(List.of(Api.link("792"))).status())
                .isEqualTo(202);
        assertThat(browser.with("Sec-Fetch-Site", "same-origin")
                        .parse(List.of(Api.link("793")))
                        .status())
                .isEqualTo(202);
        assertThat(browser.with("Origin", "https://evil.example")
                        .get("/v1/tasks/none")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void signingOutEndsTheSession() {
        Api browser = Session.of(stage.api(), desk.token("reader"));
        Problems.check(browser.post("/signout", ""), 403);
        Problems.check(browser.with("Origin", "https://evil.example").post("/signout", ""), 403);
        assertThat(browser.get("/v1/tasks/none").status()).isEqualTo(404);

        Reply out = browser.with("Origin", own).post("/signout", "");
        assertThat(out.status()).as(out.toString()).isEqualTo(204);
        assertThat(Session.parts(out)).contains(Session.COOKIE + "=", "Max-Age=0", "Path=/");
        isOver(browser);
        assertThat(browser.with("Origin", own).post("/signout", "").status()).isEqualTo(204);
    }

    @Test
    void aRevokedTokenEndsItsSessions() {
        String token = desk.token("reader");
        Api browser = Session.of(stage.api(), token);
        assertThat(browser.get("/v1/tasks/none").status()).isEqualTo(404);
        desk.revoke(token);
        isOver(browser);
    }

    private static void isOver(Api browser) {
        Reply refused = Poll.until(
                "the session is over", CACHED, () -> browser.get("/v1/tasks/none"), reply -> reply.status() == 401);
        assertThat(refused.header("www-authenticate")).startsWith("Bearer");
    }

    @Test
    void aWrongHeaderIsNotSavedByACookie() {
        Api browser = Session.of(stage.api().from(Elsewhere.next()), desk.token("reader"));

        Problems.check(browser.with("Authorization", "Bearer wrong").get("/v1/tasks/none"), 401);
    }
}
