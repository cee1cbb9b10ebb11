package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.acceptance.origin.Behaviours;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

@Order(5)
@Isolated("Other hosts would disturb what is measured.")
@ExtendWith(HostLog.class)
class ManyLinksTest {
    private static final Duration REPEATED = Duration.ofMinutes(2);

    /** What looks like a link of a book and is none, or is worse. */
    private static final List<Object> JUNK = List.of(
            "",
            " ",
            "https://www.goodreads.com/book/show/",
            "https://www.goodreads.com/book/show/0",
            "https://www.goodreads.com/book/show/012",
            "https://www.goodreads.com/book/show/1234567890123456789",
            "https://www.goodreads.com/book/show/-5",
            "https://www.goodreads.com/book/show/12abc",
            "https://www.goodreads.com/book/show/१२",
            "https://www.goodreads.com/work/show/12",
            "https://www.goodreads.com:443/book/show/12",
            "https://www.goodreads.com:8443/book/show/12",
            "https://user@www.goodreads.com/book/show/12",
            "https://www.goodreads.com@127.0.0.1/book/show/12",
            "https://www.goodreads.com.example.test/book/show/12",
            "https://example.test/https://www.goodreads.com/book/show/12",
            "https://goodreads.com%2eexample.test/book/show/12",
            "https://m.goodreads.com/book/show/12",
            "https://www.goodreads.com\\@127.0.0.1/book/show/12",
            "http://169.254.169.254/latest/meta-data",
            "http://127.0.0.1/book/show/12",
            "http://[::1]/book/show/12",
            "file:///etc/passwd",
            "javascript:alert(1)",
            "//www.goodreads.com/book/show/12",
            "www.goodreads.com/book/show/12",
            " https://www.goodreads.com/book/show/12",
            "https://www.goodreads.com/book/show/12\r\nHost: example.test",
            "https://www.goodreads.com/book/show/12/../../user/sign_in",
            "https://www.goodreads.com/book/show/12%00",
            "https://www.goodreads.com/book/show/12#<script>\"",
            "gopher://www.goodreads.com/book/show/12",
            7,
            true,
            List.of("https://www.goodreads.com/book/show/12"),
            Map.of("url", "https://www.goodreads.com/book/show/12"));

    private static final List<String> FORMS = List.of(
            "https://www.goodreads.com/book/show/%s",
            "http://www.goodreads.com/book/show/%s",
            "https://goodreads.com/book/show/%s-a-slug",
            "https://www.goodreads.com/book/show/%s.A_Slug",
            "https://www.goodreads.com/en/book/show/%s",
            "https://www.goodreads.com/de/book/show/%s-buch?ref=nav",
            "https://www.goodreads.com/book/show/%s.xml",
            "HTTPS://WWW.GOODREADS.COM/book/show/%s",
            "https://www.goodreads.com/book/show/%s?from_search=true&qid=x%%20y");

    private static Stage stage;

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.with(Map.of("BOOKS_PACE_SECONDS", "0", "BOOKS_BLOCKED_SECONDS", "1"));
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void fiveHundredMixedLinksAllEnd() {
        List<Object> links = new ArrayList<>();
        Set<String> ids = new LinkedHashSet<>();
        for (int i = 0; links.size() < 500; i++) {
            if (i % 5 == 4) {
                links.add(JUNK.get(i / 5 % JUNK.size()));
            } else {
                String id = String.valueOf(10_000 + i * 7 % 230);
                ids.add(id);
                links.add(FORMS.get(i % FORMS.size()).formatted(id));
            }
        }
        Map<String, String> codes = misbehave(List.copyOf(ids));
        Reply reply = stage.api().parse(links);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        List<Node> tasks = reply.json().at("tasks").list();
        assertThat(tasks).extracting(task -> task.at("bookId").text()).containsExactlyElementsOf(ids);
        assertThat(reply.json().at("message").text()).startsWith(ids.size() + " books are");
        assertThat(reply.json().at("rejected").list())
                .extracting(entry -> entry.at("index").text())
                .containsExactlyElementsOf(junkIndices(links.size()));
        tasks.forEach(task -> endsAs(task, codes));
    }

    /** Every tenth book fails; the codes by the book's id. */
    private static Map<String, String> misbehave(List<String> ids) {
        Map<String, String> codes = new HashMap<>();
        for (int i = 0; i < ids.size(); i += 30) {
            stage.origin().page(ids.get(i), Behaviours.status(404));
            codes.put(ids.get(i), "not-found");
            stage.origin().page(ids.get(i + 1), Behaviours.redirect("http://127.0.0.1:1/"));
            codes.put(ids.get(i + 1), "refused-address");
            stage.origin().page(ids.get(i + 2), Behaviours.endless());
            codes.put(ids.get(i + 2), "too-large");
            stage.origin().page(ids.get(i + 3), Behaviours.status(503).once(Behaviours.page()));
        }
        return codes;
    }

    private static List<String> junkIndices(int size) {
        return IntStream.range(0, size)
                .filter(i -> i % 5 == 4)
                .mapToObj(String::valueOf)
                .toList();
    }

    private static void endsAs(Node entry, Map<String, String> codes) {
        String code = codes.get(entry.at("bookId").text());
        Node task = stage.api().ended(entry.at("id").text(), Duration.ofMinutes(2));
        assertThat(task.at("state").text()).as(task.text()).isEqualTo(code == null ? "succeeded" : "failed");
        if (code != null) {
            assertThat(task.at("error").at("code").text()).isEqualTo(code);
            assertThat(stage.origin().visitsOf(entry.at("bookId").text())).hasSize(1);
        }
    }

    @Test
    void junkAloneIsRefusedEntryByEntry() {
        Reply reply = stage.api().parse(JUNK);

        Problems.check(reply, 422);
        assertThat(reply.json().at("errors").list())
                .extracting(error -> error.at("pointer").text())
                .containsExactlyElementsOf(
                        IntStream.range(0, JUNK.size()).mapToObj(i -> "/" + i).toList());
    }

    @Test
    void thousandLinksAreAccepted() {
        List<String> links = IntStream.range(20_000, 21_000)
                .mapToObj(String::valueOf)
                .map(Api::link)
                .toList();
        // A machine that is too slow for all of them within one request says so in time, and has begun: a repeat goes
        // on.
        Reply reply = Poll.until(
                "all links are accepted", REPEATED, () -> stage.api().parse(links), answer -> answer.status() != 503);

        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        assertThat(reply.json().at("tasks").list()).hasSize(1_000);
        List<String> more = new ArrayList<>(links);
        more.add(Api.link("1"));
        Problems.check(stage.api().parse(more), 413);
    }
}
