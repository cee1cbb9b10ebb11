package dev.offstage.acceptance;

import java.net.http.HttpResponse;

/**
 * An answer over HTTP.
 *
 * @param status the HTTP status
 */
record Reply(int status, java.net.http.HttpHeaders headers, String body) {
    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body());
    }

    /** The value of a header; empty text when there is none. */
    String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    Node json() {
        return Node.parse(body);
    }

    @Override
    public String toString() {
        return status + " " + (body.length() > 2_000 ? body.substring(0, 2_000) + "…" : body);
    }
}
