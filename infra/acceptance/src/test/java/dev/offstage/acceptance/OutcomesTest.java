package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.acceptance.origin.Behaviour;
import dev.offstage.acceptance.origin.Behaviours;
import dev.offstage.acceptance.origin.BookPages;
import dev.offstage.acceptance.origin.Origin;
import dev.offstage.acceptance.origin.Visit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every outcome of a fetch ends its task as the contract says, after as many requests as it takes. */
@Order(2)
@ExtendWith(HostLog.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OutcomesTest {
    private static final Duration ALL = Duration.ofSeconds(200);

    private static final Map<String, Case> CASES = new LinkedHashMap<>();
    private static final Map<String, String> TASKS = new LinkedHashMap<>();
    private static Origin elsewhere;
    private static Stage stage;

    /** @param code of the error; null when the task succeeds */
    private record Case(String name, Behaviour behaviour, String code, int requests) {}

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.with(Map.of("BOOKS_PACE_SECONDS", "0", "BOOKS_BLOCKED_SECONDS", "1"));
        stage.pauseHealthCheck();
        elsewhere = Origin.start();
        stage.origin().robots(Behaviours.robots("User-agent: *", "Disallow: /book/show/2000"));
        books();
        redirects();
        refusals();
        bodies();
        CASES.forEach((id, one) -> stage.origin().page(id, one.behaviour()));
        List<Node> tasks = stage.api().submit(List.copyOf(CASES.keySet()));
        tasks.forEach(task -> TASKS.put(task.at("bookId").text(), task.at("id").text()));
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
            elsewhere.close();
        }
    }

    private static void books() {
        succeeds("page", Behaviours.page(), 1);
        succeeds("page of the older kind", Behaviours.legacyPage(), 1);
        succeeds("slow page", Behaviours.slow(Duration.ofSeconds(4)), 1);
        succeeds("page in ISO-8859-1", Behaviours.latin1("Café Ähre"), 1);
        succeeds("page with an ETag", Behaviours.tagged("\"x\""), 1);
        succeeds("503, then the page", Behaviours.status(503).once(Behaviours.page()), 2);
        succeeds("429, then the page", Behaviours.status(429, "Retry-After: 3").once(Behaviours.page()), 2);
        succeeds("challenge, then the page", Behaviours.challenge().once(Behaviours.page()), 2);
        succeeds(
                "not found by its words, then the page",
                Behaviours.saysNotFound().once(Behaviours.page()),
                2);
        succeeds("page without data, then the page", Behaviours.unloaded().once(Behaviours.page()), 2);
        succeeds("page without data for ever", Behaviours.unloaded(), 4);
        succeeds("cut, then the page", Behaviours.cut().once(Behaviours.page()), 2);
        succeeds("hang-up twice, then the page", Behaviours.hangUp().times(2, Behaviours.page()), 3);
    }

    private static void redirects() {
        succeeds("redirect to the slug", Behaviours.redirectToSlug(), 2);
        succeeds("five redirects", Behaviours.redirectChain(5), 6);
        succeeds("page that says it moved", Behaviours.softRedirect(), 2);
        fails("six redirects", "unreadable", Behaviours.redirectChain(6), 24);
        fails("redirect in a circle", "unreadable", Behaviours.redirectLoop(), 8);
        fails("redirect without a target", "unreadable", Behaviours.status(302), 4);
        fails("redirect to another host", "refused-address", Behaviours.redirect("http://example.test/book/show/1"), 1);
        fails(
                "redirect to the clouds' data",
                "refused-address",
                Behaviours.redirect("http://169.254.169.254/latest"),
                1);
        fails(
                "redirect to another port",
                "refused-address",
                Behaviours.redirect(elsewhere.address() + "/book/show/1"),
                1);
        fails("redirect to a file", "refused-address", Behaviours.redirect("file:///etc/hosts"), 1);
        fails("redirect to sign in", "blocked", Behaviours.redirect("/user/sign_in?returnurl=x"), 4);
        fails("closed by robots.txt", "refused-by-robots", Behaviours.page(), 0, "2000");
    }

    private static void refusals() {
        fails("500 for ever", "busy", Behaviours.status(500), 4);
        fails("202 with a challenge", "blocked", Behaviours.challenge(), 4);
        fails("200 with a challenge", "blocked", Behaviours.challengePage(), 4);
        fails("405 with a captcha", "blocked", Behaviours.captcha(), 4);
        fails("403", "blocked", Behaviours.status(403), 4);
        fails("404", "not-found", Behaviours.status(404), 1);
        fails("410", "not-found", Behaviours.status(410), 1);
        fails("not found by its words", "not-found", Behaviours.saysNotFound(), 2);
        fails("304 that nobody asked for", "unreadable", Behaviours.status(304), 4);
    }

    private static void bodies() {
        fails("drip without end", "timeout", Behaviours.drip(), 4);
        fails("silence", "timeout", Behaviours.slow(Duration.ofMinutes(1)), 4);
        fails("cut before its length", "unreachable", Behaviours.cut(), 4);
        fails("hang-up", "unreachable", Behaviours.hangUp(), 4);
        fails("packing that is none", "unreadable", Behaviours.badGzip(), 4);
        fails("JSON", "not-a-book", Behaviours.type("application/json", "{}"), 1);
        fails("PDF", "not-a-book", Behaviours.type("application/pdf", "%PDF-1.7"), 1);
        fails("page about us", "not-a-book", Behaviours.aboutUs(), 1);
        fails("page of another book", "not-a-book", Behaviours.bookOf("1999"), 1);
        fails("endless page", "too-large", Behaviours.endless(), 1);
        fails("page that swells when unpacked", "too-large", Behaviours.gzipBomb(), 1);
        fails("page that stops in its head", "truncated", Behaviours.truncated(), 1);
    }

    private static void succeeds(String name, Behaviour behaviour, int requests) {
        CASES.put(String.valueOf(1000 + CASES.size()), new Case(name, behaviour, null, requests));
    }

    private static void fails(String name, String code, Behaviour behaviour, int requests) {
        fails(name, code, behaviour, requests, String.valueOf(1000 + CASES.size()));
    }

    private static void fails(String name, String code, Behaviour behaviour, int requests, String id) {
        CASES.put(id, new Case(name, behaviour, code, requests));
    }

    @TestFactory
    @Order(1)
    List<DynamicTest> eachEndsAsTheContractSays() {
        return CASES.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getValue().name(), () -> endsAs(entry.getValue(), entry.getKey())))
                .toList();
    }

    private static void endsAs(Case expected, String bookId) {
        Node task = stage.api().ended(TASKS.get(bookId), ALL);
        String state = expected.code() == null ? "succeeded" : "failed";
        assertThat(task.at("state").text()).as(task.text()).isEqualTo(state);
        if (expected.code() != null) {
            assertThat(task.at("error").at("code").text()).as(task.text()).isEqualTo(expected.code());
            assertThat(task.at("error").at("message").text()).isNotBlank();
        }
        assertThat(stage.origin().visitsOf(bookId)).as(task.text()).hasSize(expected.requests());
        Reply book = stage.api().book(bookId);
        assertThat(book.status()).as(book.toString()).isEqualTo(statusOfBook(expected.code()));
    }

    private static int statusOfBook(String code) {
        if (code == null) {
            return 200;
        }
        return code.equals("not-found") ? 404 : 502;
    }

    @Test
    @Order(2)
    void booksSayWhetherTheyAreComplete() {
        assertThat(stage.api().book(id("page")).json().at("complete").isTrue()).isTrue();
        Node partial = stage.api().book(id("page without data for ever")).json();
        assertThat(partial.at("complete").isTrue()).isFalse();
        assertThat(partial.at("title").text()).isEqualTo(BookPages.title(id("page without data for ever")));
        assertThat(stage.api().book(id("page in ISO-8859-1")).json().at("title").text())
                .isEqualTo("Café Ähre");
    }

    @Test
    @Order(2)
    void wishToBeLeftAloneIsHonoured() {
        List<Visit> visits = stage.origin().visitsOf(id("429, then the page"));
        assertThat(Duration.between(visits.get(0).at(), visits.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
    }

    @Test
    @Order(2)
    void nobodyElseIsAskedAndRulesAreReadOnce() {
        assertThat(elsewhere.visits()).isEmpty();
        assertThat(stage.origin().visits("/robots.txt")).hasSize(1);
    }

    @Test
    @Order(3)
    void nothingFreshIsFetchedAgain() {
        List<String> books = CASES.entrySet().stream()
                .filter(entry -> entry.getValue().code() == null)
                .map(Map.Entry::getKey)
                .toList();
        int before = stage.origin().visits().size();

        assertThat(stage.api().submit(books)).allSatisfy(entry -> {
            assertThat(entry.at("fresh").isTrue()).isTrue();
            assertThat(entry.at("id").text())
                    .isEqualTo(TASKS.get(entry.at("bookId").text()));
        });
        String marker = stage.api().submit("3000").at("id").text();
        stage.api().inState("succeeded", marker, ALL);
        assertThat(stage.origin().visits()).hasSize(before + 1);
    }

    private static String id(String name) {
        return CASES.entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }
}
