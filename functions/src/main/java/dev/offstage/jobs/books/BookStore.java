package dev.offstage.jobs.books;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where parsed books live, one a book id, for ever. Every implementation passes {@code BookStoreContract}. */
interface BookStore {

    /** The book as last stored, read consistently; empty when it was never parsed. */
    Optional<StoredBook> find(String bookId);

    /** Stores {@code book} unless what is there was fetched later; says whether it did. */
    boolean put(StoredBook book);

    /**
     * Notes that the site called the stored book unchanged: moves its {@code fetchedAt} and {@code taskId} on.
     * False when no book is stored or it was fetched later.
     */
    boolean confirm(String bookId, Instant fetchedAt, TaskId taskId);

    /**
     * A book and how it came.
     *
     * @param validators what the site sent to ask again cheaply
     */
    record StoredBook(Book book, Instant fetchedAt, TaskId taskId, Validators validators) {}

    /** The {@code ETag} and {@code Last-Modified} headers of an answer, as sent; null when absent. */
    record Validators(@Nullable String etag, @Nullable String lastModified) {
        static final Validators NONE = new Validators(null, null);
    }
}
