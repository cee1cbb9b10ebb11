package dev.offstage.jobs.books;

import dev.offstage.jobs.books.BookStore.Validators;
import dev.offstage.jobs.books.Fetched.Paused;
import dev.offstage.jobs.books.Fetched.Read;
import dev.offstage.jobs.books.Fetched.Unchanged;
import dev.offstage.jobs.books.Hops.Arrived;
import dev.offstage.jobs.books.Hops.Ended;
import dev.offstage.jobs.books.Hops.Onward;
import dev.offstage.jobs.books.Hops.Step;
import dev.offstage.jobs.http.RetryAfter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Fetches a page hop by hop: robots.txt allows it, its turn has come, it is asked. */
final class PageFetch {
    /** The turn of a redirect is waited for inside when it is no farther off than this. */
    private static final Duration NEAR = Duration.ofSeconds(5);

    private static final int LONGEST_VALIDATOR = 200;

    private final RobotRules rules;
    private final RobotsFetch robots;
    private final Turns turns;
    private final Hops hops;
    private final PageReader reader;
    private final InstantSource clock;

    PageFetch(RobotRules rules, RobotsFetch robots, Turns turns, Hops hops, PageReader reader) {
        this.rules = rules;
        this.robots = robots;
        this.turns = turns;
        this.hops = hops;
        this.reader = reader;
        this.clock = hops.clock();
    }

    /** What is fetched in this run. */
    record Order(String bookId, Validators validators, Instant deadline) {}

    /** Goes on from {@code start} until the page is read, something forbids it, or its turn is too far off. */
    Fetched run(FetchState start, Order order) throws InterruptedException {
        FetchState state = start;
        while (true) {
            switch (step(state, order)) {
                case Onward onward -> state = onward.state();
                case Ended ended -> {
                    return ended.how();
                }
                case Arrived arrived -> throw new IllegalStateException("An answer was not read: " + arrived);
            }
        }
    }

    private Step step(FetchState state, Order order) throws InterruptedException {
        Optional<Turns.Later> early = turns.early(state.turn(), insideUntil(state, order));
        if (early.isPresent()) {
            return paused(state, early.get());
        }
        Optional<Boolean> allowed = rules.allows(state.url());
        if (allowed.isEmpty()) {
            return robots.obtain(state, order.deadline());
        }
        if (!allowed.get()) {
            return Hops.ended(BookFailure.REFUSED_BY_ROBOTS, "The site's robots.txt closes " + state.url() + ".");
        }
        Optional<Turns.Later> later = turns.take(state.turn(), insideUntil(state, order));
        if (later.isPresent()) {
            return paused(state, later.get());
        }
        Step step = hops.take(state, Hop.Wanted.PAGE, order.validators());
        return step instanceof Arrived arrived ? read(arrived.state(), arrived.answer(), order) : step;
    }

    private static Ended paused(FetchState state, Turns.Later later) {
        FetchState next = state.putOffTo(later.turn());
        long seconds = later.pause().minus(patience(next)).toSeconds();
        return new Ended(new Paused(Duration.ofSeconds(Math.max(1, seconds)), next));
    }

    /** Whoever came late comes earlier the next time and waits inside, so that busy workers cannot miss their turns for ever. */
    private static Duration patience(FetchState state) {
        return state.missed() == 0 ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(state.missed() - 1, 2));
    }

    private Instant insideUntil(FetchState state, Order order) {
        Instant now = clock.instant();
        if (state.hops() == 0) {
            return now.plus(patience(state));
        }
        Instant near = now.plus(NEAR);
        Instant last = order.deadline().minus(hops.limits().total().minus(state.used()));
        return near.isBefore(last) ? near : last;
    }

    private Step read(FetchState at, Hop.Answered answer, Order order) {
        if (answer.status() == 304) {
            return order.validators().equals(Validators.NONE)
                    ? Hops.ended(BookFailure.UNREADABLE, at.url() + " answered 304, though no copy is kept here.")
                    : new Ended(new Unchanged());
        }
        PageReading reading = reader.read(answer.body(), answer.status(), answer.headers(), order.bookId());
        if (reading instanceof PageReading.Moved moved) {
            return at.soft()
                    ? Hops.ended(BookFailure.UNREADABLE, at.url() + " is the second page that only says it moved.")
                    : hops.follow(at.softly(), moved.target());
        }
        Map<String, String> headers = answer.headers();
        Validators validators = new Validators(kept(headers, "ETag"), kept(headers, "Last-Modified"));
        return new Ended(new Read(reading, answer.status(), validators, RetryAfter.in(headers, clock.instant())));
    }

    private static @Nullable String kept(Map<String, String> headers, String name) {
        String value = headers.getOrDefault(name, "");
        boolean fit = !value.isBlank() && value.length() <= LONGEST_VALIDATOR && value.matches("[\\x20-\\x7e]+");
        return fit ? value : null;
    }
}
