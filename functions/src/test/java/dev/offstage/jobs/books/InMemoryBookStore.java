package dev.offstage.jobs.books;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Books in a map. */
final class InMemoryBookStore implements BookStore {
    private final Map<String, StoredBook> books = new HashMap<>();

    @Override
    public synchronized Optional<StoredBook> find(String bookId) {
        return Optional.ofNullable(books.get(bookId));
    }

    @Override
    public synchronized boolean put(StoredBook book) {
        String id = Objects.requireNonNull(book.book().bookId());
        StoredBook there = books.get(id);
        if (there != null && there.fetchedAt().isAfter(book.fetchedAt())) {
            return false;
        }
        books.put(id, book);
        return true;
    }

    @Override
    public synchronized boolean confirm(String bookId, Instant fetchedAt, TaskId taskId) {
        StoredBook there = books.get(bookId);
        return there != null && put(new StoredBook(there.book(), fetchedAt, taskId, there.validators()));
    }
}
