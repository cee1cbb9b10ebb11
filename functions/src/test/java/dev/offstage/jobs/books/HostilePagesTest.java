package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Pages as nobody should write them: whatever comes, an answer comes back, and soon. */
class HostilePagesTest {
    private static final Pattern JSON_VALUE =
            Pattern.compile("(?<=[:\\[,])(?:\"[^\"]{0,60}\"|-?\\d+|null|true|false|\\{|\\[)");
    private static final List<String> ODD_VALUES = List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "-1",
            "1e999",
            "1e-999",
            "99999999999999999999999999",
            "\"x\"",
            "[null]",
            "{\"__ref\":\"none\"}",
            "{\"__ref\":7}",
            "[[[]]]",
            "true",
            "\"\\u0000\"",
            "-9223372036854775808",
            "{\"name\":[]}");
    private static final List<String> ODD_MARKUP = List.of(
            "<",
            ">",
            "</script>",
            "</span>",
            "<!--",
            "\"",
            "'",
            "&",
            "&#xffffff;",
            "<h1>",
            "</div>",
            "\0",
            "\ud800",
            "<svg>",
            "<table>",
            "<template>",
            "<![CDATA[",
            "\u202e");

    @Test
    void pagesCutAnywhereAreAnswered() {
        for (String name : SyntheticPages.names()) {
            String html = SyntheticPages.html(name);
            for (int end = 0; end < html.length(); end += 1 + html.length() / 150) {
                assertAnswered(html.substring(0, end), name + " cut at " + end);
            }
        }
    }

    @Test
    void pagesWithOddValuesInTheirJsonAreAnswered() {
        Random random = new Random(20_261);
        for (String name : SyntheticPages.names()) {
            String html = SyntheticPages.html(name);
            List<Integer> starts = new ArrayList<>();
            Matcher values = JSON_VALUE.matcher(html);
            while (values.find()) {
                starts.add(values.start());
            }
            for (int start : starts) {
                String odd = ODD_VALUES.get(random.nextInt(ODD_VALUES.size()));
                Matcher at = JSON_VALUE.matcher(html);
                assertThat(at.find(start)).isTrue();
                assertAnswered(
                        html.substring(0, start) + odd + html.substring(valueEnd(html, at)), name + " at " + start);
            }
        }
    }

    @Test
    void pagesWithOddMarkupAreAnswered() {
        Random random = new Random(20_262);
        for (String name : SyntheticPages.names()) {
            String html = SyntheticPages.html(name);
            for (int i = 0; i < 200 && !html.isEmpty(); i++) {
                StringBuilder odd = new StringBuilder(html);
                for (int hits = 0; hits < 5; hits++) {
                    int at = random.nextInt(odd.length());
                    odd.replace(
                            at,
                            Math.min(odd.length(), at + random.nextInt(30)),
                            ODD_MARKUP.get(random.nextInt(ODD_MARKUP.size())));
                }
                assertAnswered(odd.toString(), name + " change " + i);
            }
        }
    }

    @Test
    void hugeAndDeepPagesAreAnsweredSoon() {
        List<String> units = List.of(
                "<div>",
                "<b>",
                "<a href=x>",
                "<p>",
                "<table>",
                "<div class='elementList'><div class=left>",
                "<h1 id=bookTitle>",
                "<font><p>",
                "[",
                "{\"a\":",
                "<li><ul>",
                "<!--",
                "<span id=freeText1>",
                "&amp;",
                "\u200b",
                "x",
                "<svg><title>",
                "<nobr>",
                "<select>",
                "<template>",
                "</p>",
                "<x a=1 b=2 c=3>");
        for (String unit : units) {
            String many = unit.repeat(100_000 / unit.length());
            assertAnsweredSoon(many, "many " + unit);
            assertAnsweredSoon(script("__NEXT_DATA__", many), "next data of " + unit);
            assertAnsweredSoon(
                    "<h1 id=bookTitle>T</h1><div id=description><div id=bookDataBox><div id=details>" + many,
                    "legacy with " + unit);
            assertAnsweredSoon(
                    "<h1 data-testid=bookTitle>T</h1><div class=BookPageMetadataSection><div data-testid=description><div data-testid=genresList>"
                            + many,
                    "modern with " + unit);
        }
    }

    @Test
    void manyQueriesAndNodesAreAnsweredSoon() {
        StringBuilder queries = new StringBuilder();
        for (int i = 1; i < 60_000; i++) {
            queries.append("\"getBookByLegacyId({\\\"legacyId\\\":\\\"")
                    .append(i)
                    .append("\\\"})\":{\"__ref\":\"Book:")
                    .append(i)
                    .append("\"},");
        }
        String json = "{\"page\":\"/book/show/[book_id]\",\"props\":{\"pageProps\":{\"apolloState\":{\"ROOT_QUERY\":{"
                + queries + "\"a\":1}}}}}";

        assertAnsweredSoon(script("__NEXT_DATA__", json), "many queries");
    }

    private static String script(String id, String data) {
        return "<html><body><script id=\"" + id + "\" type=\"application/json\">" + data + "</script></body></html>";
    }

    /** For an object or an array only its opening mark is replaced: what follows is then broken JSON, which is odd enough. */
    private static int valueEnd(String html, Matcher at) {
        return Math.min(html.length(), at.end());
    }

    private static void assertAnsweredSoon(String html, String what) {
        long start = System.nanoTime();
        assertAnswered(html, what);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(what).isLessThan(Duration.ofSeconds(20));
    }

    private static void assertAnswered(String html, String what) {
        PageReading reading = BookPage.read(html, 200, Map.of(), null);

        // The last resort would hide a fault of the parser: here it counts as one.
        boolean fault = reading instanceof PageReading.NoBook none && none.failure() == BookFailure.UNREADABLE;
        assertThat(fault).as("%s gave %s", what, reading).isFalse();
    }
}
