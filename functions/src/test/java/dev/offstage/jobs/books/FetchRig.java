package dev.offstage.jobs.books;

import dev.offstage.jobs.Waiting;
import dev.offstage.jobs.books.BookStore.StoredBook;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import dev.offstage.testkit.Trial;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A {@link ParseBook} with its surroundings in memory, on a clock that only waiting and the site move. */
final class FetchRig implements InstantSource {
    static final String ORIGIN = "http://site.test";
    static final TaskId TASK = TaskId.firstAt(Instant.parse("2026-11-21T10:00:00Z"));

    final Map<String, StoredBook> books = new HashMap<>();
    final Map<String, Instant> nextFree = new HashMap<>();
    final Map<String, Instant> robotsClaims = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    final List<Instant> askedAt = new ArrayList<>();
    final List<Hop.Request> requests = new ArrayList<>();
    final Map<String, Function<Hop.Request, Hop.Answer>> pages = new HashMap<>();
    PageReader reader = (html, status, headers, id) -> new PageReading.Found(book(id, html, true));
    Duration answerTime = Duration.ofMillis(100);
    Waiting waiting = this::waitUntil;
    Instant now = Instant.parse("2026-11-21T10:00:00Z");

    private @Nullable String robots;
    private Instant robotsUntil = Instant.MIN;
    private final ParseBook handler;

    FetchRig(Duration pace) {
        BookSettings settings =
                new BookSettings(URI.create(ORIGIN), pace, Duration.ofHours(24), Duration.ofMinutes(10), "");
        handler = new ParseBook(
                settings,
                FetchLimits.USUAL,
                new ParseBook.Stores(new Books(), this::reserve, new Robots()),
                (html, status, headers, id) -> reader.read(html, status, headers, id),
                this::answer,
                this,
                new Random(7),
                moment -> waiting.until(moment));
        says("/robots.txt", 404, "");
    }

    @Override
    public Instant instant() {
        return now;
    }

    void waitUntil(Instant moment) {
        now = moment.isAfter(now) ? moment : now;
    }

    /** The outcome of one run of attempt {@code attempt}, the last of four. */
    Outcome run(String bookId, int attempt, @Nullable String memo) throws Exception {
        return run(TASK, bookId, attempt, memo);
    }

    /** What the attempt before ended with. */
    @Nullable
    String lastFailure;

    Outcome run(TaskId id, String bookId, int attempt, @Nullable String memo) throws Exception {
        return Trial.of(ParseBook.TYPE, handler, this)
                .id(id)
                .attempt(attempt)
                .memo(memo)
                .after(lastFailure)
                .timeLeft(Duration.ofSeconds(60))
                .run(new BookArgs(bookId));
    }

    /** Runs through all snoozes, as the engine would. */
    Outcome runOn(String bookId, int attempt) throws Exception {
        return runFrom(bookId, attempt, run(bookId, attempt, null));
    }

    Outcome runFrom(String bookId, int attempt, Outcome first) throws Exception {
        Outcome outcome = first;
        while (outcome instanceof Outcome.Snooze snooze) {
            now = now.plus(snooze.pause());
            outcome = run(bookId, attempt, snooze.memo());
        }
        return outcome;
    }

    StoredBook book(String bookId) {
        return Objects.requireNonNull(books.get(bookId), "nothing is stored");
    }

    void says(String path, int status, String body, String... headers) {
        Map<String, String> map = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        pages.put(path, request -> new Hop.Answered(status, map, body));
    }

    void redirects(String path, String location) {
        says(path, 302, "", "location", location);
    }

    void breaks(String path, BookFailure failure) {
        pages.put(path, request -> new Hop.Broken(failure, request.url() + " went wrong."));
    }

    /** The robots.txt that is kept, as if read before. */
    void knowsRobots(String text) {
        robots = text;
        robotsUntil = now.plus(Duration.ofHours(24));
    }

    static Book book(@Nullable String id, String title, boolean complete) {
        return new Book(
                id, title, List.of(), null, null, null, null, List.of(), List.of(), null, null, null, null, null, null,
                null, null, null, null, complete, Map.of());
    }

    private Hop.Answer answer(Hop.Request request) throws InterruptedException {
        asked.add(request.url().toString().substring(ORIGIN.length()));
        askedAt.add(now);
        requests.add(request);
        waiting.until(now.plus(answerTime));
        Function<Hop.Request, Hop.Answer> page = pages.get(request.url().getPath());
        return page == null ? new Hop.Answered(200, Map.of(), "a book") : page.apply(request);
    }

    private Instant reserve(String host, Duration pace, Instant at) {
        Instant next = nextFree.getOrDefault(host, at);
        Instant turn = next.isBefore(at) ? at : next;
        nextFree.put(host, turn.plus(pace));
        return turn;
    }

    private final class Books implements BookStore {
        @Override
        public Optional<StoredBook> find(String bookId) {
            return Optional.ofNullable(books.get(bookId));
        }

        @Override
        public boolean put(StoredBook book) {
            String id = String.valueOf(book.book().bookId());
            StoredBook old = books.get(id);
            if (old != null && old.fetchedAt().isAfter(book.fetchedAt())) {
                return false;
            }
            books.put(id, book);
            return true;
        }

        @Override
        public boolean confirm(String bookId, Instant fetchedAt, TaskId taskId) {
            StoredBook old = books.get(bookId);
            return old != null && put(new StoredBook(old.book(), fetchedAt, taskId, old.validators()));
        }
    }

    private final class Robots implements RobotsStore {
        @Override
        public Optional<String> find(String origin, Instant at) {
            return at.isBefore(robotsUntil) ? Optional.ofNullable(robots) : Optional.empty();
        }

        @Override
        public boolean claimReading(String origin, Instant at, Instant until) {
            if (robotsClaims.getOrDefault(origin, Instant.MIN).isAfter(at)) {
                return false;
            }
            robotsClaims.put(origin, until);
            return true;
        }

        @Override
        public void keep(String origin, String text, Instant until) {
            robots = text;
            robotsUntil = until;
            release(origin);
        }

        @Override
        public void release(String origin) {
            Instant claim = robotsClaims.remove(origin);
            if (claim == null) {
                throw new IllegalStateException("Nobody claimed the reading of " + origin);
            }
        }
    }
}
