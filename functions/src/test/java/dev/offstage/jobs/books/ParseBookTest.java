package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.args.Args;
import dev.offstage.jobs.books.BookStore.StoredBook;
import dev.offstage.jobs.books.BookStore.Validators;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ParseBookTest {
    private static final String PAGE = "/book/show/1";
    private static final String DONE = "{\"bookId\":\"1\",\"title\":\"a book\",\"complete\":true}";

    private final FetchRig rig = new FetchRig(Duration.ofSeconds(2));

    @Test
    void aBookIsStoredWithItsValidators() throws Exception {
        rig.says(PAGE, 200, "a book", "ETag", "\"x\"", "Last-Modified", "yesterday");

        assertThat(rig.runOn("1", 1)).isEqualTo(Outcome.done(DONE));
        StoredBook stored = rig.book("1");
        assertThat(stored.validators()).isEqualTo(new Validators("\"x\"", "yesterday"));
        assertThat(stored.taskId()).isEqualTo(FetchRig.TASK);
        assertThat(stored.fetchedAt()).isEqualTo(rig.now);
    }

    @Test
    void aWorkerThatDiedAfterStoringDoesNotFetchAgain() throws Exception {
        rig.books.put("1", stored(FetchRig.TASK, true));

        assertThat(rig.run("1", 2, null)).isEqualTo(Outcome.done(DONE));
        assertThat(rig.asked).isEmpty();
    }

    @Test
    void anUnchangedPageConfirmsTheStoredBook() throws Exception {
        rig.knowsRobots("");
        rig.books.put("1", stored(TaskId.firstAt(Instant.EPOCH), true));
        rig.says(PAGE, 304, "");

        assertThat(rig.runOn("1", 1)).isEqualTo(Outcome.done(DONE));
        assertThat(rig.requests.getFirst().validators()).isEqualTo(new Validators("\"x\"", null));
        assertThat(rig.book("1").taskId()).isEqualTo(FetchRig.TASK);
        assertThat(rig.book("1").fetchedAt()).isEqualTo(rig.now);
    }

    @Test
    void anIncompleteBookIsAskedForWhole() throws Exception {
        rig.knowsRobots("");
        rig.books.put("1", stored(TaskId.firstAt(Instant.EPOCH), false));

        assertThat(rig.runOn("1", 1)).isEqualTo(Outcome.done(DONE));
        assertThat(rig.requests.getFirst().validators()).isEqualTo(Validators.NONE);
    }

    @Test
    void aLaterBookStays() throws Exception {
        rig.knowsRobots("");
        Book newest = FetchRig.book("1", "newest", true);
        StoredBook later =
                new StoredBook(newest, rig.now.plusSeconds(60), TaskId.firstAt(Instant.EPOCH), Validators.NONE);
        rig.books.put("1", later);

        assertThat(rig.runOn("1", 1)).isEqualTo(Outcome.done(DONE.replace("a book", "newest")));
        assertThat(rig.book("1")).isEqualTo(later);
    }

    @Test
    void anUnfinishedPageIsTriedAgainAndThenKeptAsItIs() throws Exception {
        rig.reader = (html, status, headers, id) -> new PageReading.Unfinished(FetchRig.book(id, html, false));

        assertThat(code(rig.runOn("1", 3))).isEqualTo("unreadable");
        assertThat(rig.books).isEmpty();
        assertThat(rig.runOn("1", 4)).isEqualTo(Outcome.done(DONE.replace("true", "false")));
        assertThat(rig.book("1").book().complete()).isFalse();
    }

    @Test
    void aWholeBookIsNeverReplacedByAPart() throws Exception {
        rig.reader = (html, status, headers, id) -> new PageReading.Unfinished(FetchRig.book(id, html, false));
        StoredBook whole = stored(TaskId.firstAt(Instant.EPOCH), true);
        rig.books.put("1", whole);

        assertThat(code(rig.runOn("1", 4))).isEqualTo("unreadable");
        assertThat(rig.book("1")).isEqualTo(whole);
    }

    @Test
    void nothingAtAllStaysUnreadable() throws Exception {
        rig.reader = (html, status, headers, id) -> new PageReading.Unfinished(null);

        assertThat(code(rig.runOn("1", 4))).isEqualTo("unreadable");
    }

    @ParameterizedTest
    @CsvSource({"404,1,true", "410,1,true", "200,1,false", "200,2,true", "200,3,false"})
    void aPageThatSaysNotFoundIsAskedOnceMore(int status, int attempt, boolean forGood) throws Exception {
        rig.says(PAGE, status, "");
        rig.reader = (html, code, headers, id) -> new PageReading.NoBook(BookFailure.NOT_FOUND, "Gone.");

        rig.lastFailure = attempt == 2 ? "not-found" : attempt == 3 ? "busy" : null;

        Outcome outcome = rig.runOn("1", attempt);
        assertThat(code(outcome)).isEqualTo("not-found");
        assertThat(outcome instanceof Outcome.Fail).isEqualTo(forGood);
    }

    @ParameterizedTest
    @EnumSource(BookFailure.class)
    void everyFailureOfAHopHasItsOutcome(BookFailure failure) throws Exception {
        rig.breaks(PAGE, failure);

        Outcome outcome = rig.runOn("1", 1);
        assertThat(code(outcome)).isEqualTo(failure.code());
        boolean again = switch (failure) {
            case BLOCKED, BUSY, TIMEOUT, UNREACHABLE, UNREADABLE -> true;
            default -> false;
        };
        assertThat(outcome instanceof Outcome.Retry).isEqualTo(again);
    }

    @Test
    void aBlockedTaskRestsWithJitter() throws Exception {
        rig.reader = (html, status, headers, id) -> new PageReading.NoBook(BookFailure.BLOCKED, "A challenge.");

        assertThat(rig.runOn("1", 1))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.after()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12)));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "120,PT2M",
                "0,none",
                "soon,none",
                "999999,PT6H",
                "99999999999999999999,PT6H",
                "-5,none",
                "'Sat, 21 Nov 2026 10:05:00 GMT',PT4M57.9S",
                "'Sat, 21 Nov 2026 09:00:00 GMT',none"
            })
    void aBusySiteIsLeftAloneAsLongAsItAsks(String header, Duration after) throws Exception {
        rig.says(PAGE, 503, "", "Retry-After", header);
        rig.reader = (html, status, headers, id) -> new PageReading.NoBook(BookFailure.BUSY, "Busy.");

        assertThat(rig.runOn("1", 1))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class, retry -> assertThat(retry.after()).isEqualTo(after));
    }

    @Test
    void argumentsWithoutABookAreRefused() {
        for (String bookId : List.of("../../x", "0", "1234567890123456789", "")) {
            assertThatThrownBy(() -> Args.of(BookArgs.class).write(new BookArgs(bookId)))
                    .hasMessageContaining("/bookId: ");
        }
    }

    private static StoredBook stored(TaskId by, boolean complete) {
        return new StoredBook(FetchRig.book("1", "a book", complete), Instant.EPOCH, by, new Validators("\"x\"", null));
    }

    static String code(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Retry retry -> retry.reason().code();
            case Outcome.Fail fail -> fail.reason().code();
            default -> outcome.toString();
        };
    }
}
