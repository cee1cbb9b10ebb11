package dev.offstage.aws;

import dev.offstage.engine.TaskSearch;
import java.nio.charset.StandardCharsets;

/** What one page of a search may still read. */
final class ReadBudget {
    /** A unit of capacity reads so much consistently. */
    private static final int UNIT = 4096;

    /** What an item is taken for before any was read. */
    private static final long USUAL_ITEM = 2048;

    private int calls = TaskSearch.MOST_CALLS;
    private long bytes = TaskSearch.MOST_BYTES;
    private long items;
    private long itemBytes;

    /** Whether {@code more} calls may be made, none of which reads more than {@code each} bytes. */
    boolean allows(int more, long each) {
        return calls >= more && bytes >= more * each;
    }

    /** Whether {@code more} queries for at least one item each may be made. */
    boolean allows(int more) {
        return allows(more, itemBytes() + UNIT);
    }

    /** How many items each of so many queries may ask for; {@code wish} or fewer. */
    int piece(int queries, int wish) {
        // Each query is rounded up to a unit.
        return Math.clamp((bytes - (long) queries * UNIT) / (queries * itemBytes()), 1, wish);
    }

    /** What the next item may have: somewhat more than those so far had on average. */
    private long itemBytes() {
        return items == 0 ? USUAL_ITEM : Math.max(1, itemBytes / items * 9 / 8);
    }

    /** Notes a call that is made. */
    void call() {
        calls--;
    }

    /** Notes what calls have read. */
    void read(int moreItems, double units) {
        items += moreItems;
        itemBytes += Math.round(units * UNIT);
        bytes -= Math.round(units * UNIT);
    }

    /** Notes a text that a call has read. */
    void read(String text) {
        bytes -= text.getBytes(StandardCharsets.UTF_8).length;
    }
}
