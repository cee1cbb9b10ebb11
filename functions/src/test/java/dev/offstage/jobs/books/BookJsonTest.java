package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BookJsonTest {
    @Test
    void everyBookComesBackAsItWasWritten() throws UnreadableJsonException {
        for (String page : SyntheticPages.names()) {
            Book book = book(BookPage.read(SyntheticPages.html(page), 200, Map.of(), null));
            if (book != null) {
                assertThat(BookJson.read(Json.parse(BookJson.write(book).toText())))
                        .isEqualTo(book);
            }
        }
    }

    @Test
    void theMembersComeInTheOrderOfTheContract() throws UnreadableJsonException {
        assertThat(JsonTree.names(modern()))
                .containsExactly(
                        "bookId",
                        "url",
                        "title",
                        "author",
                        "authors",
                        "contributors",
                        "rating",
                        "ratingsCount",
                        "reviewsCount",
                        "description",
                        "genres",
                        "series",
                        "isbn13",
                        "isbn10",
                        "asin",
                        "format",
                        "pages",
                        "publisher",
                        "published",
                        "firstPublished",
                        "language",
                        "cover",
                        "complete",
                        "sources");
    }

    @Test
    void theAddressAndTheAuthorsAreMadeOfTheBook() throws UnreadableJsonException {
        assertThat(JsonTree.text(modern(), "url")).isEqualTo("https://www.goodreads.com/book/show/910002");
        assertThat(JsonTree.text(modern(), "author")).isEqualTo("Stephen Marlow");
        assertThat(modern().path("rating").asText()).isEqualTo("4");
    }

    @Test
    void aBookWithoutAnIdHasNoAddress() throws UnreadableJsonException {
        Book book = book(BookPage.read(SyntheticPages.html("modern-03.html"), 200, Map.of(), null));

        JrsValue json = Json.parse(BookJson.write(Objects.requireNonNull(book)).toText());

        assertThat(json.path("url").isNull()).isTrue();
        assertThat(json.path("bookId").isNull()).isTrue();
    }

    @Test
    void jsonWithoutATitleIsNoBook() throws UnreadableJsonException {
        JrsValue empty = Json.parse("{}");

        assertThatThrownBy(() -> BookJson.read(empty)).isInstanceOf(IllegalArgumentException.class);
    }

    private static JrsValue modern() throws UnreadableJsonException {
        Book book = book(BookPage.read(SyntheticPages.html("modern-02.html"), 200, Map.of(), null));
        return Json.parse(BookJson.write(Objects.requireNonNull(book)).toText());
    }

    private static @Nullable Book book(PageReading reading) {
        return switch (reading) {
            case PageReading.Found found -> found.book();
            case PageReading.Unfinished unfinished -> unfinished.partial();
            case PageReading.Moved moved -> null;
            case PageReading.NoBook none -> null;
        };
    }
}
