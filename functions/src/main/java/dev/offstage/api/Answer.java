package dev.offstage.api;

import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer.
 *
 * @param body text, empty for none
 * @param cookies values of {@code Set-Cookie}
 */
record Answer(int status, Map<String, String> headers, String body, List<String> cookies) {

    static Answer of(int status, JsonObject body) {
        return of(status, "application/json", body.toText());
    }

    /**
     * 200 with a page of a list.
     *
     * @param nextCursor null on the last page
     */
    static Answer page(List<JsonObject> data, @Nullable String nextCursor) {
        return of(
                200,
                Json.object()
                        .put("data", data.stream().map(JsonObject::toTree).toList())
                        .put("nextCursor", nextCursor));
    }

    /** 200 with text that is JSON already. */
    static Answer json(String text) {
        return of(200, "application/json", text);
    }

    /** A page, in UTF-8. */
    static Answer page(int status, String html) {
        return of(status, "text/html; charset=utf-8", html);
    }

    private static Answer of(int status, String contentType, String body) {
        return new Answer(status, Map.of("content-type", contentType), body, List.of());
    }

    /** 204: done, and nothing to say. */
    static Answer done() {
        return new Answer(204, Map.of(), "", List.of());
    }

    /** 303: what to look at now. */
    static Answer seeOther(String location) {
        return new Answer(303, Map.of("location", location), "", List.of());
    }

    /** 202 for work that goes on, with where to look and when. */
    static Answer accepted(String location, JsonObject body) {
        return accepted(location, body.toText());
    }

    /** The same with text that is JSON already. */
    static Answer accepted(String location, String json) {
        return of(202, "application/json", json).with("location", location).with("retry-after", "2");
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body, cookies);
    }

    Answer withCookie(String cookie) {
        return new Answer(
                status,
                headers,
                body,
                Stream.concat(cookies.stream(), Stream.of(cookie)).toList());
    }
}
