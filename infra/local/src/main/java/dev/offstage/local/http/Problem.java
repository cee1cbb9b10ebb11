package dev.offstage.local.http;

import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** A problem document of the host itself, for requests that reach no function. */
final class Problem {
    static final String TYPE = "application/problem+json";

    private Problem() {}

    static String malformed(int status, String detail) {
        return of("malformed-request", "The request is malformed.", status, detail)
                .toText();
    }

    /** @param type the last part of the type */
    static JsonObject of(String type, String title, int status, String detail) {
        return Json.object()
                .put("type", "/problems/" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", "urn:request:" + UUID.randomUUID())
                .put("errors", List.of());
    }
}
