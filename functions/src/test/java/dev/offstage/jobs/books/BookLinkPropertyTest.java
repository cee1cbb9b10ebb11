package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

class BookLinkPropertyTest {

    @Property
    void everyFormOfALinkGivesItsId(
            @ForAll @LongRange(min = 1, max = 999_999_999_999_999_999L) long id,
            @ForAll("starts") String start,
            @ForAll("ends") String end) {
        Optional<BookLink> link = BookLink.read(start + id + end);

        assertThat(link).contains(new BookLink(Long.toString(id)));
        assertThat(link.flatMap(found -> BookLink.read(found.url()))).isEqualTo(link);
    }

    @Property
    void noTextThrows(@ForAll String text) {
        assertThat(BookLink.read(text)).isEmpty();
    }

    @Property(tries = 20_000)
    void whatIsAcceptedIsOnTheHost(@ForAll("nearlyLinks") String text) {
        BookLink.read(text).ifPresent(link -> {
            assertThat(text.toLowerCase(Locale.ROOT)).matches("(?s)https?://(www\\.)?goodreads\\.com/.*");
            assertThat(text).contains("book/show/" + link.bookId());
            parsed(text).ifPresent(uri -> {
                assertThat(uri.getHost()).isIn("goodreads.com", "www.goodreads.com");
                assertThat(uri.getPort()).isEqualTo(-1);
                assertThat(uri.getUserInfo()).isNull();
                assertThat(uri.getRawPath()).contains("/book/show/" + link.bookId());
            });
        });
    }

    @Provide
    Arbitrary<String> starts() {
        return Combinators.combine(
                        Arbitraries.of("http://", "https://"),
                        Arbitraries.of("", "www."),
                        Arbitraries.strings()
                                .withCharRange('a', 'z')
                                .ofLength(2)
                                .map(locale -> locale + "/")
                                .optional(0.5))
                .as((scheme, www, locale) -> scheme + www + "goodreads.com/" + locale.orElse("") + "book/show/");
    }

    @Provide
    Arbitrary<String> ends() {
        Arbitrary<String> slug =
                Arbitraries.strings().withChars("abcXYZ019-._~!$&'()*+,;=:@éЖ中").ofMaxLength(40);
        Arbitrary<String> visible = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("0=&%/?:@[]")
                .ofMaxLength(40);
        return Combinators.combine(
                        Combinators.combine(Arbitraries.of(".", "-"), slug)
                                .as(String::concat)
                                .optional(0.7),
                        Arbitraries.of("", ".xml", "/"),
                        visible.map("?"::concat).optional(0.5),
                        visible.map("#"::concat).optional(0.5))
                .as((name, end, query, fragment) -> name.orElse("") + end + query.orElse("") + fragment.orElse(""));
    }

    /** Pieces of links and of attacks, in any order. */
    @Provide
    Arbitrary<String> nearlyLinks() {
        Arbitrary<String> start = Arbitraries.of(
                "https://www.goodreads.com/book/show/1", "http://goodreads.com/", "https://", "https://evil.example/");
        Arbitrary<String> pieces = Arbitraries.of(
                        "www.",
                        "goodreads.com",
                        "/",
                        "book/show/",
                        "12",
                        "-x",
                        ".xml",
                        "@",
                        ":443",
                        "%2f",
                        "%5c",
                        "\\",
                        "?",
                        "#",
                        "\n",
                        " ",
                        "..",
                        "é",
                        "１",
                        "\u0000",
                        "\u202E",
                        "evil.example",
                        "en/")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        return Combinators.combine(start, pieces).as(String::concat);
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException unparsable) {
            return Optional.empty();
        }
    }
}
