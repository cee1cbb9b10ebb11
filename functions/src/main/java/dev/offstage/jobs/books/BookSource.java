package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Book.Contributor;
import dev.offstage.jobs.books.Book.Series;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One kind of mark-up of a page as a witness of its book. What it does not say is null or an empty list; text comes clean. */
interface BookSource {
    /** The word for it in a book's {@code sources}. */
    String name();

    default @Nullable String bookId() {
        return null;
    }

    default @Nullable String title() {
        return null;
    }

    default List<Contributor> contributors() {
        return List.of();
    }

    default @Nullable BigDecimal rating() {
        return null;
    }

    default @Nullable Long ratingsCount() {
        return null;
    }

    default @Nullable Long reviewsCount() {
        return null;
    }

    default @Nullable String description() {
        return null;
    }

    default List<String> genres() {
        return List.of();
    }

    default List<Series> series() {
        return List.of();
    }

    default @Nullable String isbn13() {
        return null;
    }

    default @Nullable String isbn10() {
        return null;
    }

    default @Nullable String asin() {
        return null;
    }

    default @Nullable String format() {
        return null;
    }

    default @Nullable Integer pages() {
        return null;
    }

    default @Nullable String publisher() {
        return null;
    }

    default @Nullable String published() {
        return null;
    }

    default @Nullable String firstPublished() {
        return null;
    }

    default @Nullable String language() {
        return null;
    }

    default @Nullable String cover() {
        return null;
    }
}
