package dev.offstage.access;

import java.time.Duration;

/** What came of checking a token's text. */
public sealed interface Verdict {
    /** It is a token that serves. */
    record Passed(Token token) implements Verdict {}

    /** It is none, or one that ended. Which of these is not for the caller to know. */
    record Refused() implements Verdict {}

    /** Too much came from that address that was wrong; nothing was looked at. */
    record Limited(Duration pause) implements Verdict {}
}
