package dev.offstage.jobs.books;

import dev.offstage.jobs.books.Fetched.Paused;
import dev.offstage.jobs.books.Fetched.Read;
import dev.offstage.jobs.books.Fetched.Stopped;
import dev.offstage.jobs.books.Fetched.Unchanged;
import dev.offstage.jobs.books.Hops.Arrived;
import dev.offstage.jobs.books.Hops.Ended;
import dev.offstage.jobs.books.Hops.Onward;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether the book site answers, by its robots.txt, asked in its turn as a book is. The real site is asked only while it is in use: for a
 * day after its robots.txt was read for a book. Another one, which the operator named, always.
 */
public final class SiteCheck {
    private final BookSettings settings;
    private final BookSite site;
    private final RobotsFile file;
    private final RobotsStore robots;
    private final InstantSource clock;

    SiteCheck(BookSettings settings, RobotsFile file, RobotsStore robots, InstantSource clock) {
        this.settings = settings;
        this.site = file.site();
        this.file = file;
        this.robots = robots;
        this.clock = clock;
    }

    /** What the check found. */
    public sealed interface Finding {
        /** The site answered so that books can be asked for. */
        record Answers(int status) implements Finding {}

        /**
         * It did not.
         *
         * @param code as the error of a book's task has it
         * @param detail a sentence for people
         */
        record Fails(String code, String detail) implements Finding {}

        /** It is not in use, so it was not asked. */
        record Unused() implements Finding {}

        /** Others are before this check: ask again after {@code pause}, with {@code turn}. */
        record Later(Duration pause, Instant turn) implements Finding {}
    }

    /**
     * Asks the site, within forty seconds before {@code deadline}.
     *
     * @param turn what an earlier call said; null at first
     */
    public Finding ask(@Nullable Instant turn, Instant deadline) throws InterruptedException {
        if (!settings.anotherSite()
                && robots.find(site.origin().toString(), clock.instant()).isEmpty()) {
            return new Finding.Unused();
        }
        return switch (file.read(FetchState.first(site.robots()).with(turn), deadline)) {
            case Arrived arrived -> new Finding.Answers(arrived.answer().status());
            case Ended ended -> finding(ended.how());
            case Onward onward -> throw new IllegalStateException("The file was not read: " + onward);
        };
    }

    private static Finding finding(Fetched how) {
        return switch (how) {
            case Stopped stopped -> new Finding.Fails(stopped.failure().code(), stopped.detail());
            case Paused paused -> later(paused);
            case Read read -> throw new IllegalStateException("A page was read: " + read);
            case Unchanged unchanged -> throw new IllegalStateException("A page was asked for: " + unchanged);
        };
    }

    private static Finding later(Paused paused) {
        Instant turn = paused.state().turn();
        if (turn == null) {
            throw new IllegalStateException("A pause without a turn: " + paused);
        }
        return new Finding.Later(paused.pause(), turn);
    }
}
