package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A browser's way of signing in. */
final class Session {
    static final String COOKIE = "offstage_session";

    private Session() {}

    /** Sends the form of the page, as a browser does. */
    static Reply byForm(Api browser, String token, String next) {
        String form = "token=" + encoded(token) + "&next=" + encoded(next);
        return browser.send(browser.request("/signin")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    static Reply byJson(Api caller, String token) {
        return caller.post("/signin", Node.write(Map.of("token", token)));
    }

    /** The value of the cookie that {@code reply} sets. */
    static String cookie(Reply reply) {
        return parts(reply).getFirst().substring(COOKIE.length() + 1);
    }

    /** The one cookie that {@code reply} sets: itself, then its attributes. */
    static List<String> parts(Reply reply) {
        List<String> set = reply.headers().allValues("set-cookie");
        assertThat(set).as(reply.toString()).singleElement().asString().startsWith(COOKIE + "=");
        return Arrays.stream(set.getFirst().split(";", -1)).map(String::strip).toList();
    }

    /** A caller with the cookie of a new session that {@code token} opened. */
    static Api of(Api caller, String token) {
        return with(caller, cookie(byJson(caller, token)));
    }

    /** A caller with this cookie. */
    static Api with(Api caller, String value) {
        return caller.with("Cookie", COOKIE + "=" + value);
    }
}
