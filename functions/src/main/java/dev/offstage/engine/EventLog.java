package dev.offstage.engine;

import dev.offstage.json.JsonObject;

/**
 * Takes what happened, one event a line. Facts never hold what callers sent (arguments, bodies of requests and messages) but
 * what identifies it: {@code task}, {@code attempt}, {@code type}, {@code message}, {@code trace}.
 */
@FunctionalInterface
public interface EventLog {
    /** Notes {@code event}, a sentence, with its facts. */
    void note(String event, JsonObject facts);

    /** Notes what someone may have to look into. */
    default void warn(String event, JsonObject facts) {
        note(event, facts);
    }

    /** Notes a fault of ours, or of what we stand on. */
    default void error(String event, JsonObject facts) {
        note(event, facts);
    }
}
