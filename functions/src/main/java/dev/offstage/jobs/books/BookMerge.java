package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Book.Contributor;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes one book of several sources, field by field, and keeps which source gave which field. */
final class BookMerge {
    private final List<BookSource> sources;
    private final List<BookSource> namesFirst;
    private final Map<String, String> givers = new LinkedHashMap<>();

    /** @param sources the more trusted first */
    BookMerge(List<BookSource> sources) {
        this.sources = sources;
        // JSON-LD mixes the series into the title and knows no roles, so translators would pass for authors:
        // for these two it comes after what is displayed, though that may be the first three of many people.
        this.namesFirst = sources.stream()
                .sorted(Comparator.comparing(source -> source instanceof JsonLdBook))
                .toList();
    }

    /** Null when no source knows the title. */
    @Nullable
    Book book(@Nullable String bookId, boolean complete) {
        String title = first("title", namesFirst, BookSource::title);
        if (title == null) {
            return null;
        }
        List<Contributor> contributors = firstList("contributors", namesFirst, BookSource::contributors);
        BigDecimal rating = pick("rating", BookSource::rating);
        Long ratingsCount = pick("ratingsCount", BookSource::ratingsCount);
        if (ratingsCount != null && ratingsCount == 0) {
            rating = null;
            givers.remove("rating");
        }
        return new Book(
                bookId,
                title,
                contributors,
                rating,
                ratingsCount,
                pick("reviewsCount", BookSource::reviewsCount),
                pick("description", BookSource::description),
                pickList("genres", BookSource::genres),
                pickList("series", BookSource::series),
                pick("isbn13", BookSource::isbn13),
                pick("isbn10", BookSource::isbn10),
                pick("asin", BookSource::asin),
                pick("format", BookSource::format),
                pick("pages", BookSource::pages),
                pick("publisher", BookSource::publisher),
                pick("published", BookSource::published),
                pick("firstPublished", BookSource::firstPublished),
                pick("language", BookSource::language),
                pick("cover", BookSource::cover),
                complete,
                Collections.unmodifiableMap(givers));
    }

    private <T> @Nullable T pick(String field, Function<BookSource, @Nullable T> read) {
        return first(field, sources, read);
    }

    private <T> @Nullable T first(String field, List<BookSource> order, Function<BookSource, @Nullable T> read) {
        for (BookSource source : order) {
            T value = read.apply(source);
            if (value != null) {
                givers.put(field, source.name());
                return value;
            }
        }
        return null;
    }

    private <T> List<T> pickList(String field, Function<BookSource, List<T>> read) {
        return firstList(field, sources, read);
    }

    private <T> List<T> firstList(String field, List<BookSource> order, Function<BookSource, List<T>> read) {
        for (BookSource source : order) {
            List<T> values = read.apply(source);
            if (!values.isEmpty()) {
                givers.put(field, source.name());
                return values;
            }
        }
        return List.of();
    }
}
