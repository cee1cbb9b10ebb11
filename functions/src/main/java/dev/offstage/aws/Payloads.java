package dev.offstage.aws;

import dev.offstage.engine.TaskStore;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Texts that are too large for the table. Every implementation passes {@code PayloadsContract}. */
interface Payloads {
    /** Every key begins with this. */
    String PREFIX = "offstage/";

    /** There is no place for them: what does not fit into the table is refused. */
    Payloads NONE = new Payloads() {
        @Override
        public int longest() {
            return TaskStore.LONGEST_TEXT;
        }

        @Override
        public void put(String key, String text, @Nullable Duration keep) {
            throw new IllegalArgumentException("The text for " + key + " has over " + TaskStore.LONGEST_TEXT
                    + " bytes; such texts need a bucket, named by PAYLOAD_BUCKET.");
        }

        @Override
        public Optional<String> get(String key) {
            return Optional.empty();
        }

        @Override
        public void delete(String key) {
            // There is nothing.
        }
    };

    /** How many bytes of UTF-8 a text may have. */
    int longest();

    /**
     * Stores {@code text}, also over another.
     *
     * @param keep how long it is needed from now on; null when nobody knows yet, or for ever
     */
    void put(String key, String text, @Nullable Duration keep);

    /** The text; empty when there is none (any more). */
    Optional<String> get(String key);

    /** Deletes the text, if there is one. */
    void delete(String key);
}
