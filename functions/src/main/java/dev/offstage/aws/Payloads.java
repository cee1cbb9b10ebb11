package dev.offstage.aws;

import dev.offstage.engine.TaskStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

        @Override
        public Listed list(@Nullable String after) {
            return Listed.NONE;
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

    /**
     * Some keys, in their order.
     *
     * @param after the keys after this one; null for the first
     */
    Listed list(@Nullable String after);

    /**
     * Some keys.
     *
     * @param next what to list after for more; null when these are the last
     */
    record Listed(List<Entry> entries, @Nullable String next) {
        static final Listed NONE = new Listed(List.of(), null);
    }

    /** A key, and when its text was stored last. */
    record Entry(String key, Instant storedAt) {}
}
