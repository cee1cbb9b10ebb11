package dev.offstage.jobs.books;

import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.jobs.Waiting;
import dev.offstage.jobs.books.BookStore.StoredBook;
import dev.offstage.jobs.books.BookStore.Validators;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** The task that fetches the page of one book and keeps what it says. */
final class ParseBook implements TaskHandler<BookArgs> {
    static final TaskType<BookArgs> TYPE = TaskType.named("parse-book", BookArgs.class);

    private final BookSettings settings;
    private final BookSite site;
    private final BookStore books;
    private final PageFetch pages;
    private final InstantSource clock;
    private final RandomGenerator random;

    ParseBook(
            BookSettings settings,
            FetchLimits limits,
            Stores stores,
            PageReader reader,
            Hop hop,
            InstantSource clock,
            RandomGenerator random,
            Waiting waiting) {
        this.settings = settings;
        this.site = new BookSite(settings.origin());
        this.books = stores.books();
        this.clock = clock;
        this.random = random;
        Hops hops = new Hops(site, hop, limits, clock);
        Turns turns = new Turns(site.host(), settings.pace(), stores.pace(), clock, waiting);
        RobotRules rules = new RobotRules(site, stores.robots(), clock);
        this.pages = new PageFetch(
                rules, new RobotsFetch(rules, new RobotsFile(site, hops, turns), random), turns, hops, reader);
    }

    /** What the task keeps between its runs and shares with the others. */
    record Stores(BookStore books, HostPace pace, RobotsStore robots) {}

    @Override
    public Outcome run(BookArgs args, TaskContext context) throws InterruptedException {
        Optional<StoredBook> stored = books.find(args.bookId());
        if (stored.isPresent() && stored.get().taskId().equals(context.id())) {
            return done(stored.get().book());
        }
        return fetched(new Run(context, args.bookId(), stored.orElse(null)));
    }

    /**
     * A run that has to ask the site.
     *
     * @param stored what an earlier task stored; null when nothing
     */
    private record Run(
            TaskContext context, String bookId, @Nullable StoredBook stored) {
        boolean hasWholeBook() {
            return stored != null && stored.book().complete();
        }

        /** An incomplete book is not worth being called unchanged. */
        Validators validators() {
            return stored != null && stored.book().complete() ? stored.validators() : Validators.NONE;
        }
    }

    private Outcome fetched(Run run) throws InterruptedException {
        TaskContext context = run.context();
        FetchState start = FetchState.read(context.memo(), context.attempt(), site)
                .orElseGet(() -> FetchState.first(site.page(run.bookId())));
        Fetched how = pages.run(start, new PageFetch.Order(run.bookId(), run.validators(), context.deadline()));
        return switch (how) {
            case Fetched.Paused later ->
                Outcome.snooze(later.pause(), later.state().memo(context.attempt()));
            case Fetched.Unchanged same -> unchanged(run);
            case Fetched.Stopped end -> stopped(end.failure(), end.detail(), end.after());
            case Fetched.Read read -> read(read, run);
        };
    }

    private Outcome read(Fetched.Read read, Run run) {
        return switch (read.reading()) {
            case PageReading.Found found -> store(found.book(), read.validators(), run);
            case PageReading.Unfinished unfinished -> unfinished(unfinished.partial(), run);
            case PageReading.NoBook none -> noBook(none, read, run);
            case PageReading.Moved moved ->
                throw new IllegalStateException("Where a page moved is followed before: " + moved);
        };
    }

    private Outcome noBook(PageReading.NoBook none, Fetched.Read read, Run run) {
        // A page that says "not found" is sometimes wrong; a status that says so is not.
        boolean perhaps = none.failure() == BookFailure.NOT_FOUND && read.status() == 200;
        return perhaps && !none.failure().code().equals(run.context().lastFailure())
                ? Outcome.retry(none.failure().code(), none.detail())
                : stopped(none.failure(), none.detail(), read.after());
    }

    private Outcome unfinished(@Nullable Book partial, Run run) {
        return partial != null && run.context().lastAttempt()
                ? store(partial, Validators.NONE, run)
                : Outcome.retry(
                        BookFailure.UNREADABLE.code(),
                        site.page(run.bookId()) + " came without its data; it is made again on the next request.");
    }

    private Outcome store(Book book, Validators validators, Run run) {
        if (!book.complete() && run.hasWholeBook()) {
            return Outcome.retry(
                    BookFailure.UNREADABLE.code(),
                    site.page(run.bookId()) + " gives only a part of the book; the whole one that is stored stays.");
        }
        boolean newest =
                books.put(new StoredBook(book, clock.instant(), run.context().id(), validators));
        return done(newest ? book : newer(run.bookId(), book));
    }

    private Outcome unchanged(Run run) {
        StoredBook stored = run.stored();
        if (stored == null) {
            throw new IllegalStateException("Nothing is stored that could be unchanged.");
        }
        boolean newest =
                books.confirm(run.bookId(), clock.instant(), run.context().id());
        return done(newest ? stored.book() : newer(run.bookId(), stored.book()));
    }

    /** Of two fetches the later one wins; that this one lost is no failure of its task. */
    private Book newer(String bookId, Book lost) {
        return books.find(bookId).map(StoredBook::book).orElse(lost);
    }

    private Outcome stopped(BookFailure failure, String detail, @Nullable Duration after) {
        String code = failure.code();
        return switch (failure) {
            case BLOCKED -> Outcome.retryAfter(blockedPause(), code, detail);
            case BUSY -> after == null ? Outcome.retry(code, detail) : Outcome.retryAfter(after, code, detail);
            case TIMEOUT, UNREACHABLE, UNREADABLE -> Outcome.retry(code, detail);
            case NOT_FOUND, NOT_A_BOOK, TRUNCATED, TOO_LARGE, REFUSED_ADDRESS, REFUSED_BY_ROBOTS ->
                Outcome.fail(code, detail);
        };
    }

    /** The pause with up to a fifth more, so that tasks blocked together do not come back together. */
    private Duration blockedPause() {
        long pause = settings.blockedPause().toMillis();
        return Duration.ofMillis(pause + random.nextLong(pause / 5 + 1));
    }

    private static Outcome done(Book book) {
        return Outcome.done(Json.object()
                .put("bookId", book.bookId())
                .put("title", book.title())
                .put("complete", book.complete())
                .toText());
    }
}
