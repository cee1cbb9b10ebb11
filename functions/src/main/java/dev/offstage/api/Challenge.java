package dev.offstage.api;

/** What {@code WWW-Authenticate} says beside a 401 (RFC 6750 §3). */
enum Challenge {
    /** Nothing was sent that could prove anything. */
    MISSING("Bearer realm=\"offstage\""),
    /** What was sent does not hold. */
    INVALID("Bearer realm=\"offstage\", error=\"invalid_token\"");

    private final String header;

    Challenge(String header) {
        this.header = header;
    }

    String header() {
        return header;
    }
}
