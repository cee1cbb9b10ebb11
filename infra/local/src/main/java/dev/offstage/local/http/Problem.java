package dev.offstage.local.http;

import dev.offstage.json.Json;
import java.util.List;
import java.util.UUID;

/** A problem document of the host itself, for requests that reach no function. */
final class Problem {
    static final String TYPE = "application/problem+json";

    private Problem() {}

    static String malformed(int status, String detail) {
        return Json.object()
                .put("type", "/problems/malformed-request")
                .put("title", "The request is malformed.")
                .put("status", status)
                .put("detail", detail)
                .put("instance", "urn:request:" + UUID.randomUUID())
                .put("errors", List.of())
                .toText();
    }
}
