package dev.offstage.jobs.books;

import dev.offstage.jobs.books.BookStore.Validators;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a run of a fetch ended. */
sealed interface Fetched {

    /**
     * The site answered.
     *
     * @param after how long the site asks to be left alone; null when it says nothing
     */
    record Read(
            PageReading reading,
            int status,
            Validators validators,
            @Nullable Duration after) implements Fetched {}

    /** The site says that the page is as it was. */
    record Unchanged() implements Fetched {}

    /**
     * The fetch did not come to an answer that is worth reading.
     *
     * @param detail a sentence for people
     * @param after how long the site asks to be left alone; null when it says nothing
     */
    record Stopped(
            BookFailure failure, String detail, @Nullable Duration after) implements Fetched {
        Stopped(BookFailure failure, String detail) {
            this(failure, detail, null);
        }
    }

    /** Its turn is later: go on from {@code state} after {@code pause}. */
    record Paused(Duration pause, FetchState state) implements Fetched {}
}
