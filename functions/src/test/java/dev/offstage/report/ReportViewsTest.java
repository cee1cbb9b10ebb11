package dev.offstage.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.count.Counts;
import dev.offstage.jobs.mail.Mail;
import dev.offstage.json.Json;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/** A report as JSON, as a page and as a mail. */
final class ReportViewsTest {
    static Stream<DayReport> reports() {
        DayReport busy = Samples.busy();
        DayReport provisional = new DayReport(
                busy.date(),
                busy.zone(),
                busy.from(),
                busy.to(),
                false,
                null,
                busy.madeAt(),
                Counts.NONE,
                Map.of(),
                busy.hours(),
                0,
                0);
        return Stream.of(busy, Samples.quiet(), Samples.hostile(), provisional);
    }

    @ParameterizedTest
    @MethodSource("reports")
    void whatIsWrittenAsJsonIsReadBack(DayReport report) {
        assertThat(ReportJson.read(ReportJson.write(report).toText())).isEqualTo(report);
    }

    @Test
    void theJsonHasANameForEachNumber() throws Exception {
        var json = Json.parse(ReportJson.write(Samples.busy()).toText());

        assertThat(Json.text(json, "date")).contains("2026-03-01");
        assertThat(Json.text(json, "zone")).contains("Europe/Berlin");
        assertThat(Json.text(json, "from")).contains("2026-02-28T23:00:00.000Z");
        assertThat(Json.number(json, "accepted")).contains(1258);
        assertThat(Json.write(json.get("states")))
                .isEqualTo("{\"succeeded\":1240,\"failed\":7,\"cancelled\":1,\"expired\":2,\"gone\":3,\"open\":5}");
        assertThat(Json.write(json.get("types").get(0)))
                .isEqualTo("{\"type\":\"parse-book\",\"accepted\":1217,\"succeeded\":1200,\"failed\":7,\"cancelled\":1,"
                        + "\"expired\":2,\"gone\":3,\"open\":4,\"runs\":1210,\"totalRunMs\":1500000,\"meanRunMs\":1240,"
                        + "\"longestRunMs\":61234}");
        assertThat(Json.write(json.get("mostFailed")))
                .isEqualTo("[{\"type\":\"parse-book\",\"code\":\"not-found\",\"failed\":5},"
                        + "{\"type\":\"parse-book\",\"code\":\"blocked\",\"failed\":2}]");
        assertThat(Json.number(json, "booksParsed")).contains(1200);
        assertThat(Json.number(json, "mailsSent")).contains(40);
    }

    /** Well-formed down to the last mark, so that no name in it can be anything but text. */
    @ParameterizedTest
    @MethodSource("reports")
    void thePageIsWellFormedAndLoadsNothing(DayReport report) throws Exception {
        String page = ReportPage.of(report);
        String xml = page.replace("<!DOCTYPE html>\n", "").replaceAll("<meta ([^>]+)>", "<meta $1/>");

        var document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));

        for (String name : new String[] {"script", "img", "link", "iframe", "object"}) {
            assertThat(document.getElementsByTagName(name).getLength()).as(name).isZero();
        }
        assertThat(page).doesNotContain("onerror=1>", " style=", "url(", "@import", "http:", "https:");
        assertThat(document.getElementsByTagName("h1").item(0).getTextContent()).isEqualTo("Report of 2026-03-01");
    }

    @Test
    void thePageShowsEveryNumberWithItsUnit() {
        String page = ReportPage.of(Samples.busy());

        assertThat(page)
                .contains("Sunday in Europe/Berlin, from 2026-03-01 00:00:00 +01:00 to 2026-03-02 00:00:00 +01:00.")
                .contains("As of 2026-03-02 00:00:00 +01:00")
                .contains("<dt>Tasks accepted</dt><dd>1,258</dd>")
                .contains("<td>61.2 s</td>", "<td>61,234 ms</td>")
                .contains("13:00 +01:00: 1,300 tasks accepted, 3 of them failed")
                .contains("parse-book: 1,200 succeeded, 7 failed, 1 cancelled, 2 expired, 3 gone, 4 open")
                .contains("parse-book, not-found: 5 tasks")
                .contains("href=\"/v1/reports/2026-02-28\"", "href=\"/v1/reports/2026-03-02\"")
                .doesNotContain("Provisional");
    }

    @Test
    void thePolicyAllowsTheOneStyleOfThePage() throws Exception {
        var style = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL)
                .matcher(ReportPage.missing(LocalDate.of(2026, 3, 1), "<none>"));
        assertThat(style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));

        assertThat(ReportPage.POLICY)
                .startsWith("default-src 'none'; ")
                .contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
    }

    @ParameterizedTest
    @MethodSource("reports")
    void theLetterIsAMail(DayReport report) {
        ReportLetter letter = ReportLetter.of(report, "offstage");

        Mail mail = new Mail("ops@example.org", letter.subject(), letter.text(), letter.html());

        assertThat(mail.subject()).startsWith("offstage, 2026-03-01: ");
        assertThat(mail.html()).doesNotContain("<script>", "<img", "</title>");
        assertThat(mail.text()).contains("GET /v1/reports/2026-03-01");
    }

    @Test
    void theLetterHasItsNumbersInColumns() {
        ReportLetter letter = ReportLetter.of(Samples.busy(), "offstage");

        assertThat(letter.subject()).isEqualTo("offstage, 2026-03-01: 1,258 tasks, 7 failed");
        assertThat(letter.text())
                .contains("  accepted      1,258\n", "  books parsed  1,200\n")
                .contains("  parse-book     1,217      1,200       7     4  1,240 ms       61.2 s\n")
                .contains("  parse-book, not-found       5\n");
        assertThat(letter.html()).contains("<td", "parse-book");
    }
}
