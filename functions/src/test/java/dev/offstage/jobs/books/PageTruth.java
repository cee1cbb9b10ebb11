package dev.offstage.jobs.books;

import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Holds what was read from one saved page against what is known of it, and names every field that differs. */
final class PageTruth {
    private final String page;
    private final JrsValue truth;
    private final List<String> differences = new ArrayList<>();

    private PageTruth(String page, JrsValue truth) {
        this.page = page;
        this.truth = truth.path("expected");
    }

    /** One line a difference; empty when all is as known. */
    static List<String> differences(String page, JrsValue truth, PageReading reading) {
        PageTruth compared = new PageTruth(page, truth);
        Book book = switch (reading) {
            case PageReading.Found found -> found.book();
            case PageReading.Unfinished unfinished -> unfinished.partial();
            case PageReading.Moved moved -> null;
            case PageReading.NoBook none -> null;
        };
        String outcome = outcome(reading);
        compared.compare("outcome", expectedOutcome(truth), outcome);
        if (book != null) {
            compared.compareTexts(book);
            compared.compareNumbers(book);
            compared.compareLists(book);
        }
        return compared.differences;
    }

    private static String outcome(PageReading reading) {
        return switch (reading) {
            case PageReading.Found found -> found.book().complete() ? "book" : "incomplete book";
            case PageReading.Unfinished unfinished -> "unfinished";
            case PageReading.Moved moved -> "moved";
            case PageReading.NoBook none -> none.failure().code();
        };
    }

    private static String expectedOutcome(JrsValue truth) {
        String kind = Objects.requireNonNull(JsonTree.text(truth, "kind"));
        String error = JsonTree.text(truth, "error");
        return switch (error == null ? kind.replace("error:", "") : error) {
            case "book" -> truth.path("expected").path("incomplete").isMissingNode() ? "book" : "unfinished";
            case "waf_challenge", "sign_in" -> "blocked";
            case "soft_redirect" -> "moved";
            case "server_timeout" -> "busy";
            case "not_found_shell", "not_found" -> "not-found";
            case "truncated" -> "truncated";
            default -> "not-a-book";
        };
    }

    private void compareTexts(Book book) {
        compareKnown("book_id", book.bookId());
        compareKnown("title", book.title());
        compareKnown("isbn13", book.isbn13());
        compareKnown("isbn10", book.isbn10());
        String asin = JsonTree.text(truth, "asin");
        compare("asin", asin != null && asin.matches("B0[A-Z0-9]{8}") ? asin : null, book.asin());
        compareKnown("format", book.format());
        compareKnown("publisher", book.publisher());
        compareKnown("publication_date", book.published());
        compareKnown("first_publication_date", book.firstPublished());
        compareKnown("language", book.language());
        compareKnown("cover", book.cover());
        compareDescription(book.description());
    }

    private void compareDescription(@Nullable String description) {
        JrsValue known = truth.path("description");
        if (known.path("partial").isMissingNode()) {
            compare(
                    "description",
                    JsonTree.text(known, "sha256_collapsed"),
                    description == null ? null : sha256(description));
        } else {
            compare("description", JsonTree.text(known, "text_from_og"), description);
        }
    }

    private void compareNumbers(Book book) {
        compare("rating", number("rating"), book.rating());
        compare("ratings_count", number("ratings_count"), decimal(book.ratingsCount()));
        compare("reviews_count", number("reviews_count"), decimal(book.reviewsCount()));
        if (!truth.path("pages").isMissingNode()) {
            compare("pages", number("pages"), decimal(book.pages()));
        }
    }

    private void compareLists(Book book) {
        compare(
                "contributors",
                pairs("contributors", "role"),
                book.contributors().stream()
                        .map(each -> each.name() + pair(each.role()))
                        .toList());
        if (!truth.path("series").isMissingNode()) {
            compare(
                    "series",
                    pairs("series", "position"),
                    book.series().stream()
                            .map(each -> each.name() + pair(each.position()))
                            .toList());
        }
        if (!truth.path("authors_by_role").isMissingNode()) {
            List<String> byRole = texts("authors_by_role");
            List<String> everybody =
                    book.contributors().stream().map(Book.Contributor::name).toList();
            compare(
                    "authors_by_role",
                    byRole.isEmpty() ? everybody.subList(0, Math.min(1, everybody.size())) : byRole,
                    book.authors());
        }
        String genres = truth.path("genres_last_level").isMissingNode() ? "genres" : "genres_last_level";
        if (!truth.path(genres).isMissingNode()) {
            compare("genres", texts(genres), book.genres());
        }
    }

    private List<String> pairs(String list, String second) {
        return JsonTree.elements(truth.path(list)).stream()
                .map(each -> JsonTree.text(each, "name") + pair(JsonTree.text(each, second)))
                .toList();
    }

    /** No role and "Author" mean the same. */
    private static String pair(@Nullable String second) {
        return second == null || second.equals("Author") ? "" : " / " + second;
    }

    private List<String> texts(String list) {
        return JsonTree.elements(truth.path(list)).stream()
                .map(each -> ((JrsString) each).getValue())
                .toList();
    }

    private void compareKnown(String field, @Nullable String read) {
        if (!truth.path(field).isMissingNode()) {
            compare(field, JsonTree.text(truth, field), read);
        }
    }

    private void compare(String field, @Nullable Object known, @Nullable Object read) {
        if (!Objects.equals(known, read)) {
            differences.add(page + " " + field + ": known " + known + ", read " + read);
        }
    }

    private @Nullable BigDecimal number(String field) {
        return truth.path(field) instanceof JrsNumber number ? decimal(number.getValue()) : null;
    }

    private static @Nullable BigDecimal decimal(@Nullable Number number) {
        if (number == null) {
            return null;
        }
        BigDecimal plain = new BigDecimal(number.toString()).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
