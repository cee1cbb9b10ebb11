package dev.offstage.engine;

import dev.offstage.json.JsonObject;

/** Takes what happened, one event a line. */
@FunctionalInterface
public interface EventLog {
    /** Notes {@code event}, a sentence, with its facts. */
    void note(String event, JsonObject facts);
}
