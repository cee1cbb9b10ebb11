package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsObject;
import dev.offstage.engine.Accepted;
import dev.offstage.engine.Duplicate;
import dev.offstage.engine.Gone;
import dev.offstage.engine.Submitted;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request that is not served, as RFC 9457 writes it: what is wrong, where, and what would be right. */
final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1;

    private static final JrsObject NONE = Json.object().toTree();

    private final int status;
    private final String type;
    private final String title;
    private final transient List<FieldError> errors;
    private final transient Map<String, String> headers;
    private final transient JrsObject members;

    private Problem(
            int status,
            String type,
            String title,
            String detail,
            List<FieldError> errors,
            Map<String, String> headers,
            JrsObject members) {
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
        return new Problem(status, type, title, detail, List.of(), Map.of(), NONE);
    }

    static Problem unreadable(String detail) {
        return of(400, "unreadable", "The request cannot be read", detail);
    }

    static Problem unauthorized(String detail, Challenge challenge) {
        return of(401, "unauthorized", "Who calls is not proved", detail)
                .with(Map.of("www-authenticate", challenge.header()));
    }

    static Problem forbidden(String detail) {
        return of(403, "forbidden", "Not allowed", detail);
    }

    static Problem notFound(String detail) {
        return of(404, "not-found", "Not found", detail);
    }

    /** @param pointer where the type is named */
    static Problem unknownType(String name, String pointer) {
        String detail =
                "There is no type of task called '" + Excerpt.of(name) + "'; GET /v1/types lists those that there are.";
        List<FieldError> errors = List.of(new FieldError(pointer, "unknown-type", detail));
        return new Problem(404, "not-found", "Not found", detail, errors, Map.of(), NONE);
    }

    static Problem methodNotAllowed(String method, String path, String allowed) {
        return of(
                        405,
                        "method-not-allowed",
                        "Method not allowed",
                        method + " is not for " + path + "; use " + allowed + ".")
                .with(Map.of("allow", allowed));
    }

    /** @param members what a program needs to know of the state that forbids it */
    static Problem conflict(String detail, JsonObject members) {
        return new Problem(409, "conflict", "The state forbids it", detail, List.of(), Map.of(), members.toTree());
    }

    /** A key that belongs to a request that says something else. */
    static Problem otherRequest(String key) {
        return of(
                422,
                "idempotency-key-reused",
                "The key belongs to another request",
                "The Idempotency-Key '" + Excerpt.of(key)
                        + "' was sent with another body or query before; draw a new key for a new request.");
    }

    /** @param left how long the first request with the key may still last */
    static Problem underWay(Duration left) {
        long seconds = Math.max(1, left.plusMillis(999).toSeconds());
        return of(
                        409,
                        "idempotency-key-in-use",
                        "The first request is still at work",
                        "The first request with this Idempotency-Key is not answered yet; repeat this one in " + seconds
                                + " s.")
                .with(Map.of("retry-after", String.valueOf(seconds)));
    }

    /** The task, if it was accepted; otherwise throws the problem that says why not. */
    static Accepted unlessAccepted(Submitted answer) {
        if (answer instanceof Accepted accepted) {
            return accepted;
        }
        throw ofUnaccepted(answer);
    }

    static Problem ofUnaccepted(Submitted answer) {
        return switch (answer) {
            case Accepted accepted -> throw new IllegalArgumentException("This was accepted: " + accepted);
            case Duplicate duplicate ->
                conflict(
                        "The task " + duplicate.first()
                                + " serves already, and this one asked to be rejected if it were a duplicate.",
                        Json.object().put("taskId", duplicate.first().toString()));
            case Gone gone ->
                gone("The task " + gone.first()
                        + ", which this request was answered with before, "
                        + (gone.deleted() ? "was deleted." : "ended and is no longer kept."));
        };
    }

    static Problem gone(String detail) {
        return of(410, "gone", "No longer kept", detail);
    }

    /** @param etag of what is there; null when nothing is */
    static Problem preconditionFailed(String detail, @Nullable String etag) {
        JsonObject members = Json.object().put("etag", etag);
        return new Problem(
                412, "precondition-failed", "It is not as expected", detail, List.of(), Map.of(), members.toTree());
    }

    static Problem tooLarge(String detail) {
        return of(413, "too-large", "Too large", detail);
    }

    static Problem notJson(String detail) {
        return of(415, "not-json", "Not JSON", detail);
    }

    static Problem validation(String detail, List<FieldError> errors) {
        return new Problem(422, "validation", "Refused", detail, errors, Map.of(), NONE);
    }

    /** After too many credentials from one address that were wrong. */
    static Problem tooManyFailures(Duration wait) {
        long seconds = wait.plusMillis(999).toSeconds();
        return of(
                        429,
                        "too-many-requests",
                        "Too many requests",
                        "Too many requests with a wrong token came from this address; try again in " + seconds + " s.")
                .with(Map.of("retry-after", String.valueOf(seconds)));
    }

    static Problem internal(String detail) {
        return of(500, "internal", "A fault of ours", detail);
    }

    static Problem badSource(String detail, JsonObject members) {
        return new Problem(502, "source-failed", "The source failed", detail, List.of(), Map.of(), members.toTree());
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

    /** What is wrong, field by field; when the problem names no field, the problem itself as the error of the one at {@code pointer}. */
    List<FieldError> errorsAt(String pointer) {
        return errors.isEmpty() ? List.of(new FieldError(pointer, type, String.valueOf(getMessage()))) : errors;
    }

    /** The same with the first errors alone. */
    Problem limited(int most) {
        List<FieldError> some = errors.stream().limit(most).toList();
        return new Problem(status, type, title, String.valueOf(getMessage()), some, headers, members);
    }

    Answer toAnswer(String requestId) {
        return headersTo(Answer.of(status, toJson(requestId)).with("content-type", "application/problem+json"));
    }

    /** The document alone, as one of several in another answer. */
    JsonObject toJson(String requestId) {
        JsonObject body = Json.object()
                .put("type", "/problems/" + type)
                .put("title", title)
                .put("status", status)
                .put("detail", getMessage())
                .put("instance", "urn:request:" + requestId)
                .put(
                        "errors",
                        errors.stream().map(error -> error.toJson().toTree()).toList());
        members.fields().forEachRemaining(member -> body.put(member.getKey(), member.getValue()));
        return body;
    }

    /** The headers of this problem beside another body. */
    Answer headersTo(Answer other) {
        Answer answer = other;
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }
}
