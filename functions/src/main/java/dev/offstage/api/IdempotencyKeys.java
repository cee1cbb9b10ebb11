package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.engine.RequestLedger;
import dev.offstage.engine.Turn;
import dev.offstage.json.CanonicalJson;
import dev.offstage.json.Json;
import dev.offstage.task.Sha256;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code Idempotency-Key}: a request that is repeated with it makes nothing twice. A key belongs to one caller and one path;
 * without the header nothing is read or written.
 */
final class IdempotencyKeys {
    private static final String HEADER = "idempotency-key";
    private static final int LONGEST = 255;
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern KEY = Pattern.compile("[!-~]([ -~]{0,253}[!-~])?");

    private final RequestLedger ledger;
    private final InstantSource clock;

    IdempotencyKeys(RequestLedger ledger, InstantSource clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Takes the key that the request bears, or finds the first request with it; empty when it bears none.
     *
     * @param body what the request says; of a form an object of its fields
     */
    Optional<Turn> open(Request request, Caller caller, JrsValue body) {
        return key(request)
                .map(key -> ledger.open(scoped(key, request, caller), print(request, body))
                        .orElseThrow(() -> Problem.otherRequest(key)));
    }

    /** The same for a request that is to make nothing: empty also when its key is not taken, or by a request that says something else. */
    Optional<Turn> look(Request request, Caller caller, JrsValue body) {
        return key(request).flatMap(key -> ledger.look(scoped(key, request, caller), print(request, body)));
    }

    /**
     * Makes what is no task, once for each key.
     *
     * @param find what was made under an id; empty when nothing was
     * @param make makes it, under an id that follows from the key's; null for a request without one
     */
    <T> T once(
            Request request,
            Caller caller,
            JrsValue body,
            Function<TaskId, Optional<T>> find,
            Function<@Nullable TaskId, T> make) {
        Turn turn = open(request, caller, body).orElse(null);
        if (turn == null) {
            return make.apply(null);
        }
        Optional<T> made = turn.first() ? Optional.empty() : find.apply(turn.base());
        if (made.isEmpty() && ledger.mayBeUnderWay(turn)) {
            throw underWay(turn);
        }
        return made.orElseGet(() -> make.apply(turn.base()));
    }

    /**
     * Makes what cannot be found again by an id, once for each key: a repetition gets the same answer.
     *
     * @param make makes it, or what of it is still missing, and says what to answer
     */
    String kept(Request request, Caller caller, JrsValue body, Supplier<String> make) {
        Turn turn = open(request, caller, body).orElse(null);
        return turn == null ? make.get() : ledger.kept(turn, make).orElseThrow(() -> underWay(turn));
    }

    /** The refusal of a repetition that comes while the first request may be making what is missing. */
    Problem underWay(Turn turn) {
        Instant over = turn.overAt();
        Instant now = clock.instant();
        return Problem.underWay(over.isAfter(now) ? Duration.between(now, over) : Duration.ofSeconds(1));
    }

    private static Optional<String> key(Request request) {
        List<String> values = request.headers(HEADER);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String key = once(String.join(",", values).strip());
        if (!KEY.matcher(key).matches()) {
            throw Problem.unreadable("The header Idempotency-Key must be one text of 1 to " + LONGEST
                    + " printable ASCII characters, such as a UUID drawn for this request; " + fault(key));
        }
        return Optional.of(key);
    }

    /** API Gateway joins a header that came twice by a comma; a key that was sent twice over is that key. */
    private static String once(String text) {
        List<String> parts = Arrays.stream(COMMA.split(text, -1))
                .map(String::strip)
                .distinct()
                .toList();
        return parts.size() == 1 ? parts.getFirst() : text;
    }

    private static String fault(String key) {
        if (key.isEmpty()) {
            return "this one is empty.";
        }
        return key.length() > LONGEST ? "this one has " + key.length() + "." : "this one holds another character.";
    }

    /** As an array, so that no two of them are the same text. */
    private static String scoped(String key, Request request, Caller caller) {
        return Json.write(Json.array(Stream.of("idempotency", caller.name(), request.routeKey(), request.path(), key)
                .map(JrsString::new)
                .toList()));
    }

    /** Absent and null mean the same in requests, so they do here. */
    private static String print(Request request, JrsValue body) {
        String meaning = request.rawQuery() + "\n" + CanonicalJson.withoutNulls(body);
        byte[] hash = Sha256.of(meaning);
        return HexFormat.of().formatHex(hash);
    }
}
