package dev.offstage.api;

import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A request that is not served, as RFC 9457 writes it: what is wrong, where, and what would be right. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String title;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;
    private final transient Map<String, String> members;

    private Problem(
            int status,
            String type,
            String title,
            String detail,
            List<FieldError> errors,
            Map<String, String> headers,
            Map<String, String> members) {
        super(detail, null, false, false);
        this.status = status;
        this.type = type;
        this.title = title;
        this.errors = errors;
        this.headers = headers;
        this.members = members;
    }

    /**
     * One thing that is wrong.
     *
     * @param pointer a JSON pointer into the request's body
     */
    record FieldError(String pointer, String code, String message) {
        JsonObject toJson() {
            return Json.object().put("pointer", pointer).put("code", code).put("message", message);
        }
    }

    private static Problem of(int status, String type, String title, String detail) {
        return new Problem(status, type, title, detail, List.of(), Map.of(), Map.of());
    }

    static Problem unreadable(String detail) {
        return of(400, "unreadable", "The request cannot be read", detail);
    }

    static Problem notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    static Problem methodNotAllowed(String method, String path, String allowed) {
        return of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        method + " is not for " + path + "; use " + allowed + ".")
                .with(Map.of("allow", allowed));
    }

    static Problem gone(String detail) {
        return of(410, "gone", "No longer kept", detail);
    }

    static Problem tooLarge(String detail) {
        return of(413, "too-large", "Too large", detail);
    }

    static Problem notJson(String detail) {
        return of(415, "not-json", "Not JSON", detail);
    }

    static Problem validation(String detail, List<FieldError> errors) {
        return new Problem(422, "validation", "Refused", detail, errors, Map.of(), Map.of());
    }

    static Problem internal(String detail) {
        return of(500, "internal", "A fault of ours", detail);
    }

    static Problem badSource(String detail, Map<String, String> members) {
        return new Problem(502, "source-failed", "The source failed", detail, List.of(), Map.of(), members);
    }

    static Problem unavailable(String detail) {
        return of(503, "unavailable", "Unavailable for the moment", detail).with(Map.of("retry-after", "2"));
    }

    private Problem with(Map<String, String> more) {
        return new Problem(status, type, title, String.valueOf(getMessage()), errors, more, members);
    }

    int status() {
        return status;
    }

    Answer toAnswer(String requestId) {
        JsonObject body = Json.object()
                .put("type", "/problems/" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage())
                .put("instance", "urn:request:" + requestId)
                .put(
                        "errors",
                        errors.stream().map(error -> error.toJson().toTree()).toList());
        members.forEach(body::put);
        Answer answer = Answer.of(status, body).with("content-type", "application/problem+json");
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
