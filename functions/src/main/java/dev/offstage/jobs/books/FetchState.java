package dev.offstage.jobs.books;

import com.fasterxml.jackson.jr.stree.JrsBoolean;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far a fetch has come; a snooze carries it to the next run as a memo.
 *
 * @param url what is asked next
 * @param turn the moment that was reserved for it; null when none was
 * @param missed how many turns were void because the run came late
 * @param waits how often another was reading robots.txt
 * @param seen marks of the addresses that were asked, the next one included
 * @param soft whether a page that only said it moved was followed
 * @param used the part of the fetch's time that is spent
 */
record FetchState(
        URI url, @Nullable Instant turn, int missed, int waits, List<String> seen, boolean soft, Duration used) {

    static FetchState first(URI url) {
        return new FetchState(url, null, 0, 0, List.of(mark(url)), false, Duration.ZERO);
    }

    /** The state that a snooze of this attempt left; empty when the memo is none, of another attempt, or not readable. */
    static Optional<FetchState> read(@Nullable String memo, int attempt, BookSite site) {
        if (memo == null || memo.isBlank()) {
            return Optional.empty();
        }
        try {
            JrsValue tree = Json.parse(memo);
            boolean ours = Json.number(tree, "attempt").map(Number::intValue).orElse(-1) == attempt;
            return ours ? Json.text(tree, "url").flatMap(site::own).flatMap(url -> read(tree, url)) : Optional.empty();
        } catch (UnreadableJsonException e) {
            return Optional.empty();
        }
    }

    private static Optional<FetchState> read(JrsValue tree, URI url) {
        Optional<Instant> turn =
                Json.number(tree, "turn").map(Number::longValue).map(Instant::ofEpochMilli);
        Optional<String> seen = Json.text(tree, "seen");
        Optional<Duration> used =
                Json.number(tree, "usedMs").map(Number::longValue).map(Duration::ofMillis);
        int missed = Json.number(tree, "missed").map(Number::intValue).orElse(0);
        int waits = Json.number(tree, "waits").map(Number::intValue).orElse(0);
        boolean soft = tree.path("soft") instanceof JrsBoolean flag && flag.booleanValue();
        return seen.flatMap(marks -> used.filter(time -> !time.isNegative())
                .map(time ->
                        new FetchState(url, turn.orElse(null), missed, waits, List.of(marks.split(" ")), soft, time)));
    }

    String memo(int attempt) {
        return Json.object()
                .put("attempt", attempt)
                .put("url", url.toString())
                .put("turn", turn == null ? null : turn.toEpochMilli())
                .put("missed", missed)
                .put("waits", waits)
                .put("seen", String.join(" ", seen))
                .put("soft", soft)
                .put("usedMs", used.toMillis())
                .toText();
    }

    /** How many redirects were followed. */
    int hops() {
        return seen.size() - 1;
    }

    boolean sawAlready(URI target) {
        return seen.contains(mark(target));
    }

    FetchState onTo(URI target) {
        List<String> more =
                Stream.concat(seen.stream(), Stream.of(mark(target))).toList();
        return new FetchState(target, null, missed, waits, more, soft, used);
    }

    FetchState with(@Nullable Instant newTurn) {
        return new FetchState(url, newTurn, missed, waits, seen, soft, used);
    }

    /** This fetch put off until {@code next}, a turn that replaces the one it had, should that have been missed. */
    FetchState putOffTo(Instant next) {
        int more = turn == null || turn.equals(next) ? missed : missed + 1;
        return new FetchState(url, next, more, waits, seen, soft, used);
    }

    FetchState waiting() {
        return new FetchState(url, turn, missed, waits + 1, seen, soft, used);
    }

    FetchState spending(Duration time) {
        return new FetchState(url, null, missed, waits, seen, soft, used.plus(time));
    }

    FetchState softly() {
        return new FetchState(url, turn, missed, waits, seen, true, used);
    }

    private static String mark(URI url) {
        return Integer.toHexString(url.toString().hashCode());
    }
}
