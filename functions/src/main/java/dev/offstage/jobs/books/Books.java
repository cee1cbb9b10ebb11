package dev.offstage.jobs.books;

import dev.offstage.engine.Accepted;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.KeyedTask;
import dev.offstage.engine.Registration;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.Turn;
import dev.offstage.jobs.JobResources;
import dev.offstage.jobs.Waiting;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.task.Ending;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Books by the links of their pages: asks for them, finds them. One task a book at a time. */
public final class Books {
    /** The type of the tasks that parse a book. */
    public static final String TASKS = ParseBook.TYPE.name();

    /** Enough for robots.txt, a fetch of 20 s, and the few seconds of pace before it and before each of its redirects. */
    private static final Duration TIME_LIMIT = Duration.ofSeconds(55);

    /** How much longer a key lives than anything its task could still be waiting for. */
    private static final Duration KEEP_KEY = Duration.ofDays(60);

    private final Enqueuer enqueuer;
    private final TaskStore tasks;
    private final TaskKeys keys;
    private final BookStore books;
    private final TaskType<BookArgs> type;
    private final Duration fresh;
    private final InstantSource clock;

    public Books(JobResources resources, Enqueuer enqueuer, TaskStore tasks, TaskKeys keys) {
        BookSettings settings = BookSettings.from(resources.settings());
        this.enqueuer = enqueuer;
        this.tasks = tasks;
        this.keys = keys;
        this.books = bookStore(resources);
        this.type = type(settings);
        this.fresh = settings.fresh();
        this.clock = resources.clock();
    }

    /** The tasks that fetch and parse a book's page. */
    public static Registration<?> parseBook(JobResources resources) {
        BookSettings settings = BookSettings.from(resources.settings());
        return type(settings).runBy(() -> handler(settings, resources));
    }

    private static ParseBook handler(BookSettings settings, JobResources resources) {
        ParseBook.Stores stores = new ParseBook.Stores(
                bookStore(resources),
                new DynamoHostPace(resources.dynamo(), resources.table()),
                new DynamoRobotsStore(resources.dynamo(), resources.table()));
        FetchLimits limits = FetchLimits.USUAL;
        return new ParseBook(
                settings,
                limits,
                stores,
                BookPage::read,
                HttpHop.of(settings, limits, resources.version()),
                resources.clock(),
                resources.random(),
                Waiting.on(resources.clock()));
    }

    /** What looks whether the site answers. */
    public static SiteCheck siteCheck(JobResources resources) {
        BookSettings settings = BookSettings.from(resources.settings());
        BookSite site = new BookSite(settings.origin());
        FetchLimits limits = FetchLimits.USUAL;
        Hop hop = new HttpHop(GuardedResolver.of(settings), limits, settings.userAgent(resources.version()));
        Turns turns = new Turns(
                site.host(),
                settings.pace(),
                new DynamoHostPace(resources.dynamo(), resources.table()),
                resources.clock(),
                Waiting.on(resources.clock()));
        return new SiteCheck(
                settings,
                new RobotsFile(site, new Hops(site, hop, limits, resources.clock()), turns),
                new DynamoRobotsStore(resources.dynamo(), resources.table()),
                resources.clock());
    }

    private static BookStore bookStore(JobResources resources) {
        return new DynamoBookStore(
                resources.dynamo(),
                resources.table(),
                book -> BookJson.write(book).toText(),
                Books::stored);
    }

    private static Book stored(String json) {
        try {
            return BookJson.read(Json.parse(json));
        } catch (UnreadableJsonException e) {
            throw new IllegalStateException("A stored book is no JSON: " + e.getMessage(), e);
        }
    }

    private static TaskType<BookArgs> type(BookSettings settings) {
        // The task that parsed a book can be read for as long as the book is fresh.
        return ParseBook.TYPE
                .within(TIME_LIMIT)
                .keepingResults(ParseBook.TYPE.policy().keepResult().orLonger(settings.fresh()));
    }

    /**
     * Sees to it that each book is parsed, or was within its freshness.
     *
     * @param refresh whether to parse fresh books again
     * @param owner the mark of the caller, for the tasks that this makes; null for none
     * @param end when the caller is out of time
     * @param turn gives the tasks their ids, by the ids of the books; null for a request without a key
     * @return a task a book, in the order of {@code links}
     */
    public List<Accepted> submit(
            List<BookLink> links, boolean refresh, @Nullable String owner, Instant end, @Nullable Turn turn) {
        return enqueuer.submitKeyed(
                links.stream().map(link -> task(link, refresh, owner, turn)).toList(), end);
    }

    /** Whether a task that was there before parsed its book recently enough. */
    public static boolean isFresh(Accepted accepted) {
        return accepted.deduplicated() && accepted.task().state() == TaskState.SUCCEEDED;
    }

    private KeyedTask task(BookLink link, boolean refresh, @Nullable String owner, @Nullable Turn turn) {
        return new KeyedTask(
                key(link),
                turn == null ? null : turn.id(link.bookId()),
                type.spec(new BookArgs(link.bookId()))
                        .draft()
                        .owner(owner)
                        .keyedUntil(turn == null ? null : turn.keptUntil())
                        .make(),
                KEEP_KEY.plus(fresh),
                task -> !isOver(task) || (!refresh && isFresh(task)));
    }

    private boolean isOver(TaskRecord task) {
        return task.stateAt(clock.instant()).isFinal();
    }

    private boolean isFresh(TaskRecord task) {
        Ending ending = task.ending();
        return task.state() == TaskState.SUCCEEDED
                && ending != null
                && ending.at().plus(fresh).isAfter(clock.instant());
    }

    /** What is known of the book that {@code link} names. */
    public BookInfo find(BookLink link) {
        return stored(link).orElseGet(() -> {
            Instant now = clock.instant();
            return keys.find(key(link))
                    .flatMap(tasks::find)
                    .filter(task -> !task.isPurged(now))
                    // A task that succeeded between the two reads has stored its book by now.
                    .map(task -> stored(link).orElseGet(() -> withoutBook(task, now)))
                    .orElseGet(BookInfo.Unknown::new);
        });
    }

    private Optional<BookInfo> stored(BookLink link) {
        return books.find(link.bookId()).map(book -> new BookInfo.Parsed(book.book(), book.fetchedAt(), book.taskId()));
    }

    private static BookInfo withoutBook(TaskRecord task, Instant now) {
        TaskState state = task.stateAt(now);
        return state.isFinal()
                ? new BookInfo.Failed(task.id(), state, task.ending())
                : new BookInfo.Pending(task.id(), state);
    }

    private static String key(BookLink link) {
        return ParseBook.TYPE.name() + "#" + link.bookId();
    }
}
