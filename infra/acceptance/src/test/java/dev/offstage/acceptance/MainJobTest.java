package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.acceptance.origin.Behaviours;
import dev.offstage.acceptance.origin.BookPages;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@Order(3)
@ExtendWith(HostLog.class)
class MainJobTest {
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z";
    private static final String UUID_V7 = "[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}";

    private static Stage stage;
    private static Api api;

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.with(Map.of(
                "BOOKS_PACE_SECONDS", "0", "BOOKS_BLOCKED_SECONDS", "8", "BOOKS_CONTACT", "mailto:books@example.test"));
        stage.pauseHealthCheck();
        api = stage.api();
        stage.origin().robots(Behaviours.status(404));
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void acceptedLinksComeBackInOrderOfFirstMention() {
        Reply reply = api.parse(Arrays.asList(
                "https://www.goodreads.com/book/show/102.Some_Tale?from=search",
                "ftp://www.goodreads.com/book/show/9",
                "http://goodreads.com/en/book/show/101-tale",
                5,
                "https://www.goodreads.com/book/show/102.xml",
                null,
                Map.of("url", Api.link("7"))));

        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        assertThat(reply.header("content-type")).startsWith("application/json");
        Node body = reply.json();
        assertThat(body.names()).isEqualTo(Set.of("message", "tasks", "rejected"));
        assertThat(body.at("message").text()).isEqualTo("2 books are scheduled for info parsing.");
        assertThat(body.at("tasks").list())
                .extracting(task -> task.at("bookId").text())
                .containsExactly("102", "101");
        assertThat(body.at("tasks").list()).allSatisfy(MainJobTest::isNewTask);
        assertThat(body.at("rejected").list())
                .extracting(entry -> entry.at("index").text())
                .containsExactly("1", "3", "5", "6");
        assertThat(body.at("rejected").list()).allSatisfy(entry -> {
            assertThat(entry.names()).isEqualTo(Set.of("index", "value", "code", "message"));
            assertThat(entry.at("code").text()).isEqualTo("not-a-book-link");
        });
        assertThat(body.at("rejected").at(0).at("value").text()).isEqualTo("ftp://www.goodreads.com/book/show/9");
        assertThat(reply.header("retry-after")).matches("\\d+");
        assertThat(reply.header("location"))
                .isEqualTo("/v1/tasks/" + body.at("tasks").at(0).at("id").text());
        assertThat(api.get(reply.header("location")).status()).isEqualTo(200);
    }

    private static void isNewTask(Node task) {
        assertThat(task.names()).isEqualTo(Set.of("url", "bookId", "id", "state", "fresh", "deduplicated"));
        assertThat(task.at("url").text()).isEqualTo(Api.link(task.at("bookId").text()));
        assertThat(task.at("id").text()).matches(UUID_V7);
        assertThat(task.at("state").text()).isEqualTo("queued");
        assertThat(task.at("fresh").isTrue()).isFalse();
        assertThat(task.at("deduplicated").isTrue()).isFalse();
    }

    @Test
    void oneBookIsCalledBooksToo() {
        assertThat(api.parse(List.of(Api.link("110"))).json().at("message").text())
                .isEqualTo("1 books are scheduled for info parsing.");
    }

    @Test
    void parsedBookIsReadable() {
        String id = api.submit("120").at("id").text();
        api.inState("succeeded", id, SOON);
        Reply reply = api.book("120");

        assertThat(reply.status()).isEqualTo(200);
        Node book = reply.json();
        assertThat(book.names())
                .isEqualTo(Set.of(
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
                        "sources",
                        "fetchedAt",
                        "taskId"));
        assertThat(book.at("bookId").text()).isEqualTo("120");
        assertThat(book.at("url").text()).isEqualTo(Api.link("120"));
        assertThat(book.at("title").text()).isEqualTo(BookPages.title("120"));
        assertThat(book.at("author").text()).isEqualTo("Ada Example");
        assertThat(book.at("contributors").list())
                .extracting(one -> one.at("name").text() + "/" + one.at("role").text())
                .containsExactly("Ada Example/Author", "Tom Turner/Translator");
        assertThat(book.at("rating").text()).isEqualTo("4.35");
        assertThat(book.at("ratingsCount").text()).isEqualTo("23456");
        assertThat(book.at("reviewsCount").text()).isEqualTo("1400");
        assertThat(book.at("description").text()).isEqualTo("A short tale. It ends well.");
        assertThat(book.at("series").at(0).at("position").text()).isEqualTo("1-3");
        assertThat(book.at("published").text()).isEqualTo("1998-10-03");
        assertThat(book.at("firstPublished").value()).isNull();
        assertThat(book.at("complete").isTrue()).isTrue();
        assertThat(book.at("fetchedAt").text()).matches(TIME);
        assertThat(book.at("taskId").text()).isEqualTo(id);
    }

    @Test
    void siteIsAskedUnderOurNameAndOnceForItsRules() {
        String id = api.submit("125").at("id").text();
        api.inState("succeeded", id, SOON);

        assertThat(stage.origin().visitsOf("125")).singleElement().satisfies(visit -> {
            assertThat(visit.method()).isEqualTo("GET");
            assertThat(visit.path()).isEqualTo("/book/show/125");
            assertThat(visit.header("user-agent")).startsWith("Offstage/").contains("mailto:books@example.test");
        });
        assertThat(stage.origin().visits("/robots.txt")).hasSize(1);
        assertThat(stage.origin().visits().getFirst().path()).isEqualTo("/robots.txt");
    }

    @Test
    void taskTellsItsWholeStory() {
        String id = api.submit("130").at("id").text();
        Node task = api.inState("succeeded", id, SOON);

        assertThat(task.names()).isEqualTo(SubmitTest.TASK);
        assertThat(task.at("id").text()).isEqualTo(id);
        assertThat(task.at("type").text()).isEqualTo("parse-book");
        assertThat(task.at("queue").text()).isEqualTo("default");
        assertThat(task.at("args").at("bookId").text()).isEqualTo("130");
        assertThat(task.at("attempt").text()).isEqualTo("1");
        assertThat(task.at("retries").text()).isEqualTo("3");
        for (String time : List.of("createdAt", "startedAt", "finishedAt")) {
            assertThat(task.at(time).text()).matches(TIME);
        }
        assertThat(task.at("result").at("bookId").text()).isEqualTo("130");
        assertThat(task.at("error").value()).isNull();
        assertThat(task.at("links").names()).isEqualTo(Set.of("self", "result", "logs"));
        assertThat(task.at("links").at("self").text()).isEqualTo("/v1/tasks/" + id);
        assertThat(task.at("attempts").list()).singleElement().satisfies(attempt -> {
            assertThat(attempt.names())
                    .isEqualTo(Set.of("number", "startedAt", "finishedAt", "outcome", "waitMs", "runMs", "error"));
            assertThat(attempt.at("outcome").text()).isEqualTo("succeeded");
            assertThat(attempt.at("error").value()).isNull();
        });
    }

    @Test
    void waitingAndRunningBooksHaveOneTask() {
        CountDownLatch gate = new CountDownLatch(1);
        stage.origin().page("140", Behaviours.held(gate));
        String id = api.submit("140").at("id").text();
        api.inState("running", id, SOON);

        Reply again = api.parse(List.of(Api.link("140")));
        Node entry = again.json().at("tasks").at(0);
        assertThat(entry.at("id").text()).isEqualTo(id);
        assertThat(entry.at("state").text()).isEqualTo("running");
        assertThat(entry.at("deduplicated").isTrue()).isTrue();
        assertThat(entry.at("fresh").isTrue()).isFalse();
        assertThat(again.json().at("message").text()).startsWith("1 books");
        Node refreshed = api.post("/parseGoodreadsLinks?refresh=true", Node.write(List.of(Api.link("140"))))
                .json();
        assertThat(refreshed.at("tasks").at(0).at("id").text()).isEqualTo(id);
        isPending(api.book("140"), id);

        gate.countDown();
        api.inState("succeeded", id, SOON);
        Reply later = api.parse(List.of(Api.link("140")));
        assertThat(later.status()).isEqualTo(202);
        assertThat(later.json().at("message").text()).isEqualTo("0 books are scheduled for info parsing.");
        Node fresh = later.json().at("tasks").at(0);
        assertThat(fresh.at("id").text()).isEqualTo(id);
        assertThat(fresh.at("fresh").isTrue()).isTrue();
        assertThat(fresh.at("deduplicated").isTrue()).isFalse();
        assertThat(fresh.at("state").text()).isEqualTo("succeeded");
        assertThat(stage.origin().visitsOf("140")).hasSize(1);
    }

    private static void isPending(Reply reply, String taskId) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        assertThat(reply.json().at("state").text()).isEqualTo("running");
        assertThat(reply.json().at("taskId").text()).isEqualTo(taskId);
        assertThat(reply.header("retry-after")).matches("\\d+");
    }

    @Test
    void refreshParsesAgainAndAsksOnlyForWhatChanged() {
        stage.origin().page("150", Behaviours.tagged("\"one\""));
        String first = api.submit("150").at("id").text();
        api.inState("succeeded", first, SOON);
        Instant before = Instant.parse(api.book("150").json().at("fetchedAt").text());

        Reply reply = api.post("/parseGoodreadsLinks?refresh=true", Node.write(List.of(Api.link("150"))));
        String second = reply.json().at("tasks").at(0).at("id").text();
        assertThat(second).isNotEqualTo(first);
        assertThat(reply.json().at("tasks").at(0).at("fresh").isTrue()).isFalse();
        api.inState("succeeded", second, SOON);

        Node book = api.book("150").json();
        assertThat(book.at("taskId").text()).isEqualTo(second);
        assertThat(book.at("title").text()).isEqualTo(BookPages.title("150"));
        assertThat(Instant.parse(book.at("fetchedAt").text())).isAfter(before);
        assertThat(stage.origin().visitsOf("150"))
                .extracting(visit -> visit.header("if-none-match"))
                .containsExactly("", "\"one\"");
    }

    @Test
    void storedBookStaysReadableWhateverANewerTaskDoes() {
        String first = api.submit("155").at("id").text();
        api.inState("succeeded", first, SOON);
        CountDownLatch gate = new CountDownLatch(1);
        stage.origin().page("155", call -> {
            Behaviours.held(gate).answer(call);
        });
        String second = api.post("/parseGoodreadsLinks?refresh=true", Node.write(List.of(Api.link("155"))))
                .json()
                .at("tasks")
                .at(0)
                .at("id")
                .text();
        api.inState("running", second, SOON);
        assertThat(api.book("155").status()).isEqualTo(200);
        gate.countDown();
        api.inState("succeeded", second, SOON);

        stage.origin().page("155", Behaviours.status(404));
        String third = api.post("/parseGoodreadsLinks?refresh=true", Node.write(List.of(Api.link("155"))))
                .json()
                .at("tasks")
                .at(0)
                .at("id")
                .text();
        api.inState("failed", third, SOON);
        assertThat(api.book("155").json().at("taskId").text()).isEqualTo(second);
    }

    @Test
    void callersAtTheSameInstantGetOneTask() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> caller = () -> {
                start.await();
                return api.submit("160").at("id").text();
            };
            for (int i = 0; i < 16; i++) {
                answers.add(callers.submit(caller));
            }
            start.countDown();
        }
        Set<String> ids = answers.stream().map(Future::resultNow).collect(Collectors.toSet());

        assertThat(ids).hasSize(1);
        api.inState("succeeded", ids.iterator().next(), SOON);
        assertThat(stage.origin().visitsOf("160")).hasSize(1);
    }

    @Test
    void failedBookGetsANewTask() {
        stage.origin().page("170", Behaviours.status(404).once(Behaviours.page()));
        String first = api.submit("170").at("id").text();
        Node failed = api.inState("failed", first, SOON);
        assertThat(failed.at("error").at("code").text()).isEqualTo("not-found");
        Reply none = api.book("170");
        Problems.check(none, 404);
        assertThat(none.json().at("detail").text()).startsWith("No meta info found for this book.");

        Node second = api.submit("170");
        assertThat(second.at("id").text()).isNotEqualTo(first);
        assertThat(second.at("deduplicated").isTrue()).isFalse();
        api.inState("succeeded", second.at("id").text(), SOON);
        assertThat(api.book("170").status()).isEqualTo(200);
        assertThat(api.task(first).at("state").text()).isEqualTo("failed");
    }

    @Test
    void failedSourceIsABadGateway() {
        stage.origin().page("180", Behaviours.aboutUs());
        String id = api.submit("180").at("id").text();
        api.inState("failed", id, SOON);

        Reply reply = api.book("180");
        Problems.check(reply, 502);
        assertThat(reply.json().at("taskId").text()).isEqualTo(id);
    }

    @Test
    void blockedTaskIsShownAsScheduled() {
        stage.origin().page("190", Behaviours.challenge().once(Behaviours.page()));
        String id = api.submit("190").at("id").text();
        Node waiting = Poll.until(
                "an attempt is over",
                SOON,
                () -> api.task(id),
                task -> !task.at("attempts").list().isEmpty()
                        && !task.at("state").text().equals("running"));

        assertThat(waiting.at("state").text()).isIn("scheduled", "queued");
        assertThat(waiting.at("attempts").at(0).at("outcome").text()).isEqualTo("retried");
        assertThat(waiting.at("attempts").at(0).at("error").at("code").text()).isEqualTo("blocked");
        assertThat(waiting.at("attempts").at(0).at("error").names())
                .isEqualTo(Set.of("code", "type", "message", "trace"));
        api.inState("succeeded", id, SOON);
    }
}
