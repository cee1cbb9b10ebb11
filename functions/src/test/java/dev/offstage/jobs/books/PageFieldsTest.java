package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.jobs.books.Book.Series;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small forms that pages are full of. */
class PageFieldsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Published October 3rd 1998 by Roc (first published April 28th 1968) | 1998-10-03 | Roc | 1968-04-28",
                "Published October 1998 by Roc (first published 1601)                | 1998-10    | Roc | 1601",
                "Published 2007 (first published 1120)                               | 2007       | -   | 1120",
                "Published by Razorbill                                              | -          | Razorbill | -",
                "Published November 29th 2016                                        | 2016-11-29 | -   | -",
                "Published 2010 by Baen by Arrangement                               | 2010 | Baen by Arrangement | -",
                "Published 1391 by 1984 Press (UK)                                   | 1391 | 1984 Press (UK) | -",
                "Expected publication: November 30th 2021 by Harbour Books           | 2021-11-30 | Harbour Books | -",
                "Expected publication: 2031                                          | 2031       | -   | -",
                "Expected publication January 2, 2031                                | 2031-01-02 | -   | -",
                "First published January 28, 1813                                    | -  | -   | 1813-01-28",
                "Published June 6, 2020                                              | 2020-06-06 | -   | -",
                "Published (first published -500)                                    | -  | -   | -0500",
                "( first published 800 )                                             | -  | -   | 0800",
                "Published May 1999 by B ( first published March 3rd 1950 )          | 1999-05 | B | 1950-03-03",
                "Published February 31st 2001                                        | 2001-02    | -   | -",
                "Paperback, 203 pages                                                | -  | -   | -",
            })
    void aLineOfPublicationIsReadAsPreciselyAsItTells(
            String line, @Nullable String published, @Nullable String publisher, @Nullable String first) {
        assertThat(Publication.read(line)).isEqualTo(new Publication(published, publisher, first));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "1051603200000, 2003-04-29",
                "-273254400000, 1961-05-05",
                "-36921628800000, 0800-01-01",
                "0, 1970-01-01",
                "-84256992000000, -0700-01-01",
                "9e18, -",
                "1e999, -",
            })
    void anEpochGivesItsUtcDate(double millis, @Nullable String date) {
        assertThat(PageDate.ofEpoch(millis)).isEqualTo(date);
        assertThat(PageDate.ofEpoch(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Space Odyssey #1          | Space Odyssey | 1",
                "1Q84 #1-3                 | 1Q84          | 1-3",
                "Spirits and Thieves, #3   | Spirits and Thieves | 3",
                "Wheel #1–7                | Wheel         | 1–7",
                "Wheel #0.5                | Wheel         | 0.5",
                "Wheel #1, part 1 of 2     | Wheel         | 1, part 1 of 2",
                "Wheel (Boxed Set) #2      | Wheel (Boxed Set) | 2",
                "The #Girl Next Door Books | The #Girl Next Door Books | -",
                "Agent #355 Files #2       | Agent #355 Files | 2",
                "Odd Markup                | Odd Markup    | -",
            })
    void aSeriesHasANameAndPerhapsAPosition(String text, String name, @Nullable String position) {
        assertThat(SeriesText.read(text)).isEqualTo(new Series(name, position));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0-451-45799-4", "0451457994", "080442957X", "080442957x"})
    void anIsbn10IsNineDigitsAndACheck(String text) {
        assertThat(BookNumbers.isbn10(text)).hasSize(10).doesNotContain("-", "x");
        assertThat(BookNumbers.isbn13(text)).isNull();
        assertThat(BookNumbers.asin(text)).isNull();
    }

    @Test
    void onlyWellFormedNumbersCount() {
        assertThat(BookNumbers.isbn13("978-0-451-45799-8")).isEqualTo("9780451457998");
        assertThat(BookNumbers.isbn13("1500000017")).isNull();
        assertThat(BookNumbers.isbn10("B003JTHWKU")).isNull();
        assertThat(BookNumbers.asin("B003JTHWKU")).isEqualTo("B003JTHWKU");
        assertThat(BookNumbers.asin("null")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "401,234 ratings | 401234",
                "1 review | 1",
                "87 ratings · 12 reviews | 87",
                "1.234.567 Bewertungen | 1234567",
                "0 pages | 0",
                "none | -",
                "99999999999999999999 | -"
            })
    void aCountIsTheFirstNumberOfItsText(String text, @Nullable Long count) {
        assertThat(PageNumber.count(text)).isEqualTo(count);
    }

    @Test
    void aRatingIsOneToFiveAndZeroIsNone() {
        assertThat(PageNumber.rating("4.00")).isEqualTo(new BigDecimal("4"));
        assertThat(PageNumber.rating(4)).isEqualTo(new BigDecimal("4"));
        assertThat(PageNumber.rating(4.19)).isEqualTo(new BigDecimal("4.19"));
        assertThat(PageNumber.rating("0.00")).isNull();
        assertThat(PageNumber.rating(0)).isNull();
        assertThat(PageNumber.rating(Double.POSITIVE_INFINITY)).isNull();
        assertThat(PageNumber.rating("six")).isNull();
    }

    @Test
    void textIsWhatAReaderSees() {
        assertThat(PageText.clean(" a\u00a0\u200b b\u00ad\ufeffc\n")).isEqualTo("a bc");
        assertThat(PageText.clean("درباره\u200cی")).isEqualTo("درباره\u200cی");
        assertThat(PageText.clean(" \u200b ")).isNull();
        assertThat(PageText.ofHtml("<p>one</p><p>two<br>three &amp; 3 &lt; 4</p>"))
                .isEqualTo("one two three & 3 < 4");
        assertThat(PageText.ofEscaped("Keeper&apos;s &amp; Sons")).isEqualTo("Keeper's & Sons");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://s.gr-assets.com/assets/nophoto/book/111x148.png",
                "https://dryofg8nmyqjw.cloudfront.net/images/no-cover.png",
                "",
                "data:image/png;base64,AA"
            })
    void aPictureThatStandsForNoneIsNoCover(String address) {
        assertThat(CoverPicture.real(address)).isNull();
    }
}
