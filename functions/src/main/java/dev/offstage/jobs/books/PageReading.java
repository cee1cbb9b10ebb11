package dev.offstage.jobs.books;

import org.jspecify.annotations.Nullable;

/** What the text of a page turned out to be. */
public sealed interface PageReading {

    /** A book; its {@code complete} may still be false. */
    record Found(Book book) implements PageReading {}

    /**
     * A page whose data was not loaded when it was made (an empty {@code apolloState}); later it may be.
     *
     * @param partial what its head gives, never complete; null when that is nothing
     */
    record Unfinished(@Nullable Book partial) implements PageReading {}

    /**
     * A page that only says it moved.
     *
     * @param target as written in the page: perhaps relative, never checked
     */
    record Moved(String target) implements PageReading {}

    /**
     * No book.
     *
     * @param detail a sentence for people
     */
    record NoBook(BookFailure failure, String detail) implements PageReading {}
}
