package dev.offstage.jobs.books;

import dev.offstage.jobs.books.BookStore.Validators;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/** Takes one hop of a fetch and decides where the next one may lead. */
record Hops(BookSite site, Hop hop, FetchLimits limits, InstantSource clock) {
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** What a hop led to. */
    sealed interface Step {}

    /** There is another hop to take. */
    record Onward(FetchState state) implements Step {}

    /** An answer that is no redirect. */
    record Arrived(FetchState state, Hop.Answered answer) implements Step {}

    /** Nothing more is to be asked in this run. */
    record Ended(Fetched how) implements Step {}

    /** Asks {@code state}'s address, whose turn has come. */
    Step take(FetchState state, Hop.Wanted wanted, Validators validators) throws InterruptedException {
        Duration rest = limits.total().minus(state.used());
        if (!rest.isPositive()) {
            return ended(
                    BookFailure.TIMEOUT,
                    state.url() + " was not reached within " + limits.total().toSeconds() + " s.");
        }
        Instant start = clock.instant();
        Hop.Answer answer = hop.ask(new Hop.Request(state.url(), wanted, validators, rest));
        FetchState now = state.spending(Duration.between(start, clock.instant()));
        return switch (answer) {
            case Hop.Broken broken -> ended(broken.failure(), broken.detail());
            case Hop.Answered answered ->
                REDIRECTS.contains(answered.status())
                        ? follow(now, answered.headers().getOrDefault("Location", ""))
                        : new Arrived(now, answered);
        };
    }

    /** Follows {@code location} as far as it is allowed. */
    Step follow(FetchState state, String location) {
        if (location.isBlank()) {
            return ended(BookFailure.UNREADABLE, state.url() + " redirects without saying where to.");
        }
        return switch (site.follow(state.url(), location)) {
            case BookSite.Closed closed -> ended(closed.failure(), closed.detail());
            case BookSite.Inside inside -> onward(state, inside.url());
        };
    }

    private Step onward(FetchState state, URI url) {
        if (state.sawAlready(url)) {
            return ended(BookFailure.UNREADABLE, "The redirects of " + state.url() + " lead in a circle.");
        }
        if (state.hops() >= limits.hops()) {
            return ended(
                    BookFailure.UNREADABLE, state.url() + " redirects once more after " + limits.hops() + " hops.");
        }
        return new Onward(state.onTo(url));
    }

    static Ended ended(BookFailure failure, String detail) {
        return new Ended(new Fetched.Stopped(failure, detail));
    }
}
