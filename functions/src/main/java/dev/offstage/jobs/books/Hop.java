package dev.offstage.jobs.books;

import dev.offstage.jobs.books.BookStore.Validators;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** One request and its answer. Follows nothing, repeats nothing. */
interface Hop {

    Answer ask(Request request) throws InterruptedException;

    /** What is asked for. */
    enum Wanted {
        /** HTML; a body over the limit is a failure. */
        PAGE,
        /** Any text; a body over the limit is cut there. */
        ROBOTS
    }

    /**
     * A request.
     *
     * @param validators sent so that the site may say "unchanged"
     * @param rest the time that is left for the whole answer
     */
    record Request(URI url, Wanted wanted, Validators validators, Duration rest) {}

    /** How it went. */
    sealed interface Answer {}

    /**
     * The site answered.
     *
     * @param headers by name in any case
     * @param body decoded; empty for redirects and where the status says all
     */
    record Answered(int status, Map<String, String> headers, String body) implements Answer {}

    /** No answer that could be used; {@code detail} is a sentence for people. */
    record Broken(BookFailure failure, String detail) implements Answer {}
}
