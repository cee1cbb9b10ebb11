package dev.offstage.jobs.books;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.offstage.jobs.books.BookStore.StoredBook;
import dev.offstage.jobs.books.BookStore.Validators;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A stored book as an item: the book as one JSON text, beside it what the conditions compare. */
final class BookItem {
    /** An item may have 400 KB; the rest is room for the attributes beside the text. */
    private static final int MAX_TEXT_BYTES = 376 * 1024;

    /** A longer validator is not kept: it only saves a transfer, and an item has no room for any length. */
    private static final int MAX_VALIDATOR_LENGTH = 1024;

    private final Function<Book, String> write;
    private final Function<String, Book> read;

    BookItem(Function<Book, String> write, Function<String, Book> read) {
        this.write = write;
        this.read = read;
    }

    static Map<String, AttributeValue> key(String bookId) {
        return Map.of("pk", AttributeValue.fromS("book#" + bookId), "sk", AttributeValue.fromS("book"));
    }

    static AttributeValue milliseconds(Instant at) {
        return AttributeValue.fromN(Long.toString(at.toEpochMilli()));
    }

    Map<String, AttributeValue> write(StoredBook stored) {
        Book book = stored.book();
        Map<String, AttributeValue> item =
                new HashMap<>(key(requireNonNull(book.bookId(), "a book without an id has no place in the store")));
        item.put("book", AttributeValue.fromS(fitting(book)));
        item.put("fetchedAt", milliseconds(stored.fetchedAt()));
        item.put("taskId", AttributeValue.fromS(stored.taskId().toString()));
        putValidator(item, "etag", stored.validators().etag());
        putValidator(item, "lastModified", stored.validators().lastModified());
        return item;
    }

    StoredBook read(Map<String, AttributeValue> item) {
        return new StoredBook(
                read.apply(attribute(item, "book").s()),
                Instant.ofEpochMilli(Long.parseLong(attribute(item, "fetchedAt").n())),
                TaskId.parse(attribute(item, "taskId").s()).orElseThrow(),
                new Validators(validator(item, "etag"), validator(item, "lastModified")));
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        return requireNonNull(item.get(name), () -> "The item " + item.get("pk") + " has no attribute " + name + ".");
    }

    private static void putValidator(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value != null && value.length() <= MAX_VALIDATOR_LENGTH) {
            item.put(name, AttributeValue.fromS(value));
        }
    }

    private static @Nullable String validator(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        return value == null ? null : value.s();
    }

    /** The text of {@code book}, its description cut where the whole would not fit into an item. */
    private String fitting(Book book) {
        byte[] whole = bytes(book);
        String description = book.description();
        if (whole.length <= MAX_TEXT_BYTES || description == null) {
            return text(whole);
        }
        int fits = 0;
        int tooLong = description.length();
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) >>> 1;
            if (bytes(cut(book, description, middle)).length <= MAX_TEXT_BYTES) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return text(bytes(cut(book, description, fits)));
    }

    /** What JSON makes of a character (one to six bytes) is its writer's matter, so lengths are tried, not computed. */
    private byte[] bytes(Book book) {
        return write.apply(book).getBytes(UTF_8);
    }

    /** By way of bytes, since a page may hold half a surrogate pair and the service takes none. */
    private static String text(byte[] utf8) {
        if (utf8.length > MAX_TEXT_BYTES) {
            throw new IllegalArgumentException("The book has " + utf8.length
                    + " bytes without its description; an item takes " + MAX_TEXT_BYTES + ".");
        }
        return new String(utf8, UTF_8);
    }

    private static Book cut(Book book, String description, int length) {
        boolean insidePair = length > 0 && Character.isHighSurrogate(description.charAt(length - 1));
        return book.withDescription(description.substring(0, insidePair ? length - 1 : length) + "…");
    }
}
