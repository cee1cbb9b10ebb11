package dev.offstage.jobs.books;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A book as its page tells of it. Rating and counts are those of the work, over all its editions; the rest is the edition's.
 *
 * @param bookId the digits in the page's address; null when neither the caller nor the page says them
 * @param contributors everybody, in the order of the page; the same name may come twice
 * @param rating 0 to 5 stars on average; null for an unrated book
 * @param description plain text; null when there is none
 * @param genres in the order of the page, the last level of each only
 * @param isbn13 well formed, else null; so are {@code isbn10} and {@code asin}
 * @param published as precise as known: {@code 1998}, {@code 1998-10} or {@code 1998-10-03}; so is {@code firstPublished}
 * @param complete false when only Open Graph tags or the title element served
 * @param sources field name to the kind of mark-up that gave it, such as {@code next-data} or {@code json-ld}
 */
public record Book(
        @Nullable String bookId,
        String title,
        List<Contributor> contributors,
        @Nullable BigDecimal rating,
        @Nullable Long ratingsCount,
        @Nullable Long reviewsCount,
        @Nullable String description,
        List<String> genres,
        List<Series> series,
        @Nullable String isbn13,
        @Nullable String isbn10,
        @Nullable String asin,
        @Nullable String format,
        @Nullable Integer pages,
        @Nullable String publisher,
        @Nullable String published,
        @Nullable String firstPublished,
        @Nullable String language,
        @Nullable String cover,
        boolean complete,
        Map<String, String> sources) {

    /**
     * Somebody who made the book.
     *
     * @param role null for a plain author
     */
    public record Contributor(String name, @Nullable String role) {}

    /**
     * A series the book belongs to.
     *
     * @param position as written, such as {@code 1-3}; null when there is none
     */
    public record Series(String name, @Nullable String position) {}

    /** The names of those whose role is empty or "Author"; without any, the first contributor's. */
    public List<String> authors() {
        List<String> authors = contributors.stream()
                .filter(contributor ->
                        contributor.role() == null || contributor.role().equals("Author"))
                .map(Contributor::name)
                .toList();
        return authors.isEmpty()
                ? contributors.stream().limit(1).map(Contributor::name).toList()
                : authors;
    }

    /** This book with another description. */
    Book withDescription(@Nullable String other) {
        return new Book(
                bookId,
                title,
                contributors,
                rating,
                ratingsCount,
                reviewsCount,
                other,
                genres,
                series,
                isbn13,
                isbn10,
                asin,
                format,
                pages,
                publisher,
                published,
                firstPublished,
                language,
                cover,
                complete,
                sources);
    }
}
