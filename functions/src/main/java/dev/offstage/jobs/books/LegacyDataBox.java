package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Book.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The box "More Details" of a legacy page: rows of a title and an item. */
final class LegacyDataBox {
    private final Map<String, Element> rows = new LinkedHashMap<>();
    private final List<String> isbnSlots = new ArrayList<>();

    private LegacyDataBox() {}

    static LegacyDataBox of(Document page) {
        LegacyDataBox box = new LegacyDataBox();
        for (Element title : page.select("#bookDataBox .infoBoxRowTitle")) {
            Element item = title.nextElementSibling();
            String name = PageText.of(title);
            if (name != null && item != null) {
                box.rows.putIfAbsent(name, item);
            }
        }
        page.select("#bookDataBox [itemprop=isbn]").stream()
                .map(PageText::of)
                .filter(Objects::nonNull)
                .forEach(box.isbnSlots::add);
        return box;
    }

    List<Series> series() {
        Element item = rows.get("Series");
        return item == null
                ? List.of()
                : item.select("a[href*=/series/]").stream()
                        .map(PageText::of)
                        .map(SeriesText::read)
                        .filter(Objects::nonNull)
                        .toList();
    }

    @Nullable
    String isbn13() {
        return firstOf(Stream.of(words("ISBN13"), words("ISBN"), isbnSlots), BookNumbers::isbn13);
    }

    /** The first text of the ISBN row; the number in parentheses after it is the ISBN-13. */
    @Nullable
    String isbn10() {
        return firstOf(Stream.of(words("ISBN").stream().limit(1).toList()), BookNumbers::isbn10);
    }

    /** Of an electronic book it often stands where the ISBN would. */
    @Nullable
    String asin() {
        return firstOf(Stream.of(words("ASIN"), isbnSlots), BookNumbers::asin);
    }

    private static @Nullable String firstOf(Stream<List<String>> places, Function<String, @Nullable String> form) {
        for (String word : places.flatMap(List::stream).toList()) {
            String number = form.apply(word);
            if (number != null) {
                return number;
            }
        }
        return null;
    }

    private List<String> words(String row) {
        String text = PageText.of(rows.get(row));
        return text == null ? List.of() : List.of(text.split("[\\s():]+"));
    }
}
