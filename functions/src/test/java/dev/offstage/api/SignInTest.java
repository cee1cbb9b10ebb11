package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.access.NewToken;
import dev.offstage.access.Role;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser's way in and out. */
final class SignInTest {
    private static final String HERE = "https://api.example.org";
    private static final Api API = Api.with("token");
    private static final NewToken TOKEN = API.token(Role.ADMIN);

    /** Failures of one test are not to be held against another. */
    @BeforeEach
    void aMinutePasses() {
        API.clock.advance(Duration.ofMinutes(1));
    }

    private static Api.Call form(String token, String next) {
        return API.call("POST /signin")
                .header("origin", HERE)
                .form("token=" + encoded(token) + "&next=" + encoded(next));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String session() {
        return form(TOKEN.text(), "/").send().cookie();
    }

    @Test
    void thePageHasAFormAndAllowsNoScript() {
        Api.Reply page =
                API.call("GET /signin").query("next", "/rqstatus?a=1&b=\"<2>\"").send();

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("content-security-policy"))
                .startsWith("default-src 'none'; style-src 'sha256-")
                .contains("form-action 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(page.text())
                .contains("<label for=\"token\">")
                .contains("value=\"/rqstatus?a=1&amp;b=&quot;&lt;2&gt;&quot;\"")
                .doesNotContain("<script");
    }

    @Test
    void thePolicyAllowsTheStyleOfThePageAlone() throws NoSuchAlgorithmException {
        for (Api.Reply page :
                List.of(API.call("GET /signin").send(), form("x", "/").send())) {
            String style = page.text()
                    .substring(page.text().indexOf("<style>") + 7, page.text().indexOf("</style>"));
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));

            assertThat(page.header("content-security-policy"))
                    .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
            assertThat(page.text()).doesNotContain("style=").doesNotContain("%s");
        }
    }

    @Test
    void aTokenIsChangedForACookieThatLetsIn() {
        Api.Reply reply = form(TOKEN.text(), "/v1/tokens?x=1").send();

        assertThat(reply.status()).isEqualTo(303);
        assertThat(reply.header("location")).isEqualTo("/v1/tokens?x=1");
        assertThat(reply.setCookie())
                .matches("offstage_session=[^;]+; Max-Age=43200; Path=/; HttpOnly; Secure; SameSite=Strict")
                .doesNotContain(TOKEN.text());
        assertThat(API.call("GET /v1/tokens").cookie(reply.cookie()).send().status())
                .isEqualTo(200);
        assertThat(API.call("GET /v1/tokens")
                        .cookie("a=b")
                        .cookie(reply.cookie())
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(API.call("GET /v1/tokens")
                        .header("Cookie", "a=b; " + reply.cookie())
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void jsonSignsInToo() {
        Api.Reply reply = API.call("POST /signin")
                .json("{\"token\": \"" + TOKEN.text() + "\"}")
                .send();

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("{\"name\":\"admin\",\"role\":\"admin\",\"lastsSeconds\":43200}");
        assertThat(API.call("GET /v1/tokens").cookie(reply.cookie()).send().status())
                .isEqualTo(200);
    }

    @Test
    void aWrongTokenShowsThePageAgain() {
        Api.Reply reply = form("offstage_<b>", "/next\"").send();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).contains("invalid_token");
        assertThat(reply.setsNoCookie()).isTrue();
        assertThat(reply.text())
                .contains("role=\"alert\">This is no token that is valid")
                .contains("value=\"/next&quot;\"")
                .doesNotContain("<b>")
                .doesNotContain("offstage_&lt;b");
        assertThat(API.call("POST /signin").json("{\"token\": \"x\"}").send().status())
                .isEqualTo(401);
    }

    @Test
    void guessesAreLimitedHereToo() {
        for (int i = 0; i < 20; i++) {
            assertThat(form("x", "/").from("192.0.2.9").send().status()).isEqualTo(401);
        }
        Api.Reply reply = form("x", "/").from("192.0.2.9").send();

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("retry-after")).isEqualTo("60");
        assertThat(reply.text()).contains("try again in 60 s");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "//evil.example",
                "/\\evil.example",
                "/a//b",
                "https://evil.example",
                "evil",
                "javascript:alert(1)",
                "/a\nSet-Cookie: x=y",
                "/ä",
                " /a",
                "/\t/evil.example",
                "/a b"
            })
    void signingInLeadsNowhereElse(String next) {
        assertThat(form(TOKEN.text(), next).send().header("location")).isEqualTo("/");
    }

    @ParameterizedTest
    @CsvSource({
        "POST /signin,application/x-www-form-urlencoded,token=%zz,400",
        "POST /signin,application/x-www-form-urlencoded,token=a&token=b,400",
        "POST /signin,application/x-www-form-urlencoded,'',401",
        "POST /signin,application/x-www-form-urlencoded,&&,401",
        "POST /signin,text/plain,token=a,415",
        "POST /signin,application/json,'',400",
        "POST /signin,application/json,[],400",
        "POST /signin,application/json,{},422",
        "POST /signin,application/json,'{\"token\":5}',422",
        "POST /signin,application/json,'{\"token\":\"x\",\"y\":1}',422",
        "POST /signin,application/json,'{\"token\":\"\\ud800\"}',401",
    })
    void hostileBodiesAreRefused(String route, String type, String body, int status) {
        assertThat(API.call(route)
                        .json(body)
                        .header("content-type", type)
                        .send()
                        .status())
                .isEqualTo(status);
    }

    @Test
    void aHugeFormIsTooLarge() {
        assertThat(form("x".repeat(20_000), "/").send().status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example", "null", "http://api.example.org", "https://api.example.org:444", ""})
    void noOtherSiteSignsABrowserIn(String origin) {
        assertThat(form(TOKEN.text(), "/").header("origin", origin).send().status())
                .isEqualTo(403);
        assertThat(form(TOKEN.text(), "/")
                        .header("sec-fetch-site", "cross-site")
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whatIsNoBrowserSignsInWithoutAnOrigin() {
        assertThat(API.call("POST /signin").form("token=" + TOKEN.text()).send().status())
                .isEqualTo(303);
    }

    @Test
    void aChangeByCookieMustComeFromHere() {
        String cookie = session();
        String body = "{\"name\": \"a\", \"role\": \"reader\"}";

        assertThat(API.call("POST /v1/tokens").cookie(cookie).json(body).send().status())
                .isEqualTo(403);
        for (String origin :
                new String[] {"https://evil.example", "null", "http://api.example.org", "https://api.example.org.evil"
                }) {
            assertThat(API.call("POST /v1/tokens")
                            .cookie(cookie)
                            .json(body)
                            .header("origin", origin)
                            .send()
                            .status())
                    .isEqualTo(403);
        }
        for (String site : new String[] {"cross-site", "same-site", "none", ""}) {
            assertThat(API.call("POST /v1/tokens")
                            .cookie(cookie)
                            .json(body)
                            .header("sec-fetch-site", site)
                            .send()
                            .status())
                    .isEqualTo(403);
        }
        assertThat(API.call("DELETE /v1/tokens/{id}").cookie(cookie).send().status())
                .isEqualTo(403);
        assertThat(API.call("$default").method("PUT").cookie(cookie).send().status())
                .isEqualTo(403);
        assertThat(API.call("POST /v1/tokens")
                        .cookie(cookie)
                        .json(body)
                        .header("origin", HERE)
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(API.call("POST /v1/tokens")
                        .cookie(cookie)
                        .json(body)
                        .header("sec-fetch-site", "same-origin")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(API.call("POST /v1/tokens")
                        .bearer(TOKEN)
                        .json(body)
                        .header("origin", "https://evil.example")
                        .send()
                        .status())
                .as("a token does not travel by itself")
                .isEqualTo(201);
    }

    @Test
    void cookiesThatDoNotHoldAreNone() {
        String cookie = session();
        String altered = cookie.substring(0, cookie.length() - 1) + (cookie.endsWith("A") ? "B" : "A");
        for (String hostile : new String[] {
            altered,
            "offstage_session=",
            "offstage_session=x",
            "offstage_session=" + "9".repeat(100_000),
            "offstage_session=\u0000",
            "offstage_session=ä",
            "offstage_session",
            "=",
            "",
            "Offstage_Session" + cookie.substring(16)
        }) {
            Api.Reply reply = API.call("GET /v1/tokens").cookie(hostile).send();
            assertThat(reply.status()).as(hostile).isEqualTo(401);
            assertThat(reply.header("www-authenticate")).isEqualTo("Bearer realm=\"offstage\"");
        }
        assertThat(API.call("GET /v1/tokens")
                        .cookie(cookie)
                        .cookie(cookie)
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(API.call("GET /v1/tokens")
                        .cookie(cookie)
                        .cookie("offstage_session=x")
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(API.call("GET /v1/tokens")
                        .cookie(cookie)
                        .header("authorization", "Bearer x")
                        .send()
                        .status())
                .as("the header decides")
                .isEqualTo(401);
    }

    @Test
    void aTokenIsNoCookieAndACookieIsNoToken() {
        assertThat(API.call("GET /")
                        .cookie("offstage_session=" + TOKEN.text())
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(API.call("GET /")
                        .header("authorization", "Bearer " + session().substring(17))
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void signingOutEndsTheSessionOnTheServer() {
        String cookie = session();
        assertThat(API.call("POST /signout").cookie(cookie).send().status()).isEqualTo(403);
        assertThat(API.call("GET /v1/tasks/{id}").cookie(cookie).send().status())
                .isEqualTo(404);

        Api.Reply reply =
                API.call("POST /signout").cookie(cookie).header("origin", HERE).send();

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.setCookie()).startsWith("offstage_session=; Max-Age=0; Path=/;");
        assertThat(API.call("GET /").cookie(cookie).send().status()).isEqualTo(401);
        Api.Reply again = API.call("POST /signout")
                .cookie(cookie)
                .header("origin", HERE)
                .header("accept", "text/html")
                .send();
        assertThat(again.status()).isEqualTo(303);
        assertThat(again.header("location")).isEqualTo("/signin");
    }

    @Test
    void anotherSiteSignsNobodyOut() {
        Api.Reply reply = API.call("POST /signout")
                .header("origin", "https://evil.example")
                .header("sec-fetch-site", "cross-site")
                .header("accept", "text/html")
                .send();

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.setsNoCookie()).isTrue();
    }

    @Test
    void signingOutEndsWhateverTheBrowserHolds() {
        String cookie = form(API.token(Role.READER).text(), "/").send().cookie();

        Api.Reply reply = API.call("POST /signout")
                .cookie(cookie)
                .cookie("offstage_session=x")
                .header("origin", HERE)
                .send();

        assertThat(reply.status()).isEqualTo(204);
        assertThat(API.call("GET /v1/tasks/{id}").cookie(cookie).send().status())
                .isEqualTo(401);
    }

    @Test
    void signingInAnewEndsTheEarlierSession() {
        NewToken token = API.token(Role.READER);
        String earlier = form(token.text(), "/").send().cookie();
        String later = form(token.text(), "/").cookie(earlier).send().cookie();

        assertThat(API.call("GET /v1/tasks/{id}").cookie(later).send().status()).isEqualTo(404);
        assertThat(API.call("GET /v1/tasks/{id}").cookie(earlier).send().status())
                .isEqualTo(401);
    }

    @Test
    void aSessionEndsWithItsTokenAndAfterTwelveHours() {
        NewToken token = API.token(Role.READER);
        String cookie = form(token.text(), "/").send().cookie();
        assertThat(API.call("GET /v1/tasks/{id}").cookie(cookie).send().status())
                .isEqualTo(404);
        assertThat(API.tokens.revoke(token.token().id())).isTrue();
        API.clock.advance(Duration.ofSeconds(10));
        assertThat(API.call("GET /").cookie(cookie).send().status()).isEqualTo(401);

        String other = session();
        API.clock.advance(Duration.ofHours(12));
        assertThat(API.call("GET /").cookie(other).send().status()).isEqualTo(401);
    }

    @Test
    void aSessionHasTheRoleOfItsToken() {
        String cookie = form(API.token(Role.READER).text(), "/").send().cookie();

        assertThat(API.call("GET /v1/tasks/{id}").cookie(cookie).send().status())
                .isEqualTo(404);
        assertThat(API.call("GET /v1/tokens").cookie(cookie).send().status()).isEqualTo(403);
    }
}
