package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Fetched.Paused;
import dev.offstage.jobs.books.Hops.Arrived;
import dev.offstage.jobs.books.Hops.Ended;
import dev.offstage.jobs.books.Hops.Onward;
import dev.offstage.jobs.books.Hops.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Reads robots.txt for all workers. Only one reads; the others come back without having taken a turn. */
record RobotsFetch(RobotRules rules, RobotsFile file, RandomGenerator random) {
    private static final int MOST_SECONDS = 60;

    /** Sees to it that the rules are known, then sends {@code state} on; its turn, if it had one, is spent on the file. */
    Step obtain(FetchState state, Instant deadline) throws InterruptedException {
        if (!rules.claim(deadline)) {
            return rules.allows(state.url()).isPresent() ? new Onward(state) : comeBack(state.waiting());
        }
        boolean kept = false;
        try {
            Step end = file.read(state, deadline);
            if (end instanceof Arrived arrived) {
                Hop.Answered answer = arrived.answer();
                rules.keep(answer.status() < 300 ? answer.body() : "");
                kept = true;
                return new Onward(state.with(null));
            }
            return end;
        } finally {
            if (!kept) {
                rules.release();
            }
        }
    }

    /** Another reads the file. Where it cannot be had, the many that wait come back ever more rarely. */
    private Ended comeBack(FetchState state) {
        int longest = Math.min(MOST_SECONDS, 1 << Math.min(state.waits(), 6));
        return new Ended(new Paused(Duration.ofSeconds(random.nextInt(1, longest + 1)), state.with(null)));
    }
}
