package dev.offstage.jobs.books;

import dev.offstage.jobs.books.BookStore.Validators;
import dev.offstage.jobs.books.Fetched.Paused;
import dev.offstage.jobs.books.Fetched.Stopped;
import dev.offstage.jobs.books.Hops.Arrived;
import dev.offstage.jobs.books.Hops.Ended;
import dev.offstage.jobs.books.Hops.Onward;
import dev.offstage.jobs.books.Hops.Step;
import dev.offstage.jobs.http.RetryAfter;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/** Asks the site for its robots.txt, each hop in its turn. */
record RobotsFile(BookSite site, Hops hops, Turns turns) {

    /**
     * Follows the file to an answer that can be kept, or to the end of this run.
     *
     * @param page what is fetched afterwards; its turn, if it has one, is spent on the file
     */
    Step read(FetchState page, Instant deadline) throws InterruptedException {
        // Leaves time for the file and for the page after it.
        Instant insideUntil = deadline.minus(hops.limits().total().multipliedBy(2));
        FetchState state = FetchState.first(site.robots()).with(page.turn());
        while (true) {
            Optional<Turns.Later> later = turns.take(state.turn(), insideUntil);
            if (later.isPresent()) {
                return putOff(state, page, later.get());
            }
            Step step = hops.take(state, Hop.Wanted.ROBOTS, Validators.NONE);
            switch (step) {
                case Onward onward -> state = onward.state();
                case Arrived arrived -> {
                    return judged(arrived, hops.clock().instant());
                }
                case Ended end -> {
                    return passing(end);
                }
            }
        }
    }

    /** A file that leads away today may be itself tomorrow: that closes no book for good. */
    private static Ended passing(Ended end) {
        return end.how() instanceof Stopped stopped && stopped.failure() == BookFailure.REFUSED_ADDRESS
                ? Hops.ended(BookFailure.UNREACHABLE, stopped.detail())
                : end;
    }

    private static Step putOff(FetchState file, FetchState page, Turns.Later later) {
        return file.hops() == 0
                ? new Ended(new Paused(later.pause(), page.with(later.turn())))
                : Hops.ended(BookFailure.BUSY, file.url() + " cannot be asked before " + later.turn() + ".");
    }

    private static Step judged(Arrived step, Instant now) {
        Hop.Answered answer = step.answer();
        URI url = step.state().url();
        int status = answer.status();
        if (status == 202 || answer.headers().containsKey("x-amzn-waf-action")) {
            return Hops.ended(BookFailure.BLOCKED, url + " answered " + status + ", a challenge.");
        }
        if (status == 429 || status >= 500) {
            String detail = url + " answered " + status + "; no page is asked before it is read.";
            return new Ended(new Stopped(BookFailure.BUSY, detail, RetryAfter.in(answer.headers(), now)));
        }
        boolean usable = (status >= 200 && status < 300) || status >= 400;
        return usable ? step : Hops.ended(BookFailure.UNREADABLE, url + " answered " + status + ".");
    }
}
