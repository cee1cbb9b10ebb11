package dev.offstage.engine;

import static dev.offstage.engine.Tasks.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.RequestKeys.Request;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every {@link RequestKeys} does. */
public interface RequestKeysContract {
    Instant TOMORROW = NOON.plusSeconds(86_400);

    /** Without any key. */
    RequestKeys newKeys();

    private static Request request(String fingerprint) {
        return new Request(Tasks.id(NOON), fingerprint, null);
    }

    @Test
    default void aKeyBelongsToItsFirstRequest() {
        RequestKeys keys = newKeys();
        Request first = request("a");

        assertThat(keys.find("k", NOON)).isEmpty();
        assertThat(keys.claim("k", first, TOMORROW, NOON)).isEqualTo(first);
        assertThat(keys.claim("k", request("b"), TOMORROW, NOON)).isEqualTo(first);
        assertThat(keys.claim("k", first, TOMORROW, NOON)).isEqualTo(first);
        assertThat(keys.find("k", NOON)).contains(first);
        assertThat(keys.find("other", NOON)).isEmpty();
    }

    @Test
    default void aKeyIsFreeWhenItsTimeIsOver() {
        RequestKeys keys = newKeys();
        Request first = keys.claim("k", request("a"), TOMORROW, NOON);
        Request second = request("b");

        assertThat(keys.claim("k", second, TOMORROW, TOMORROW.minusSeconds(1))).isEqualTo(first);
        assertThat(keys.find("k", TOMORROW)).isEmpty();
        assertThat(keys.claim("k", second, TOMORROW.plusSeconds(60), TOMORROW)).isEqualTo(second);
        assertThat(keys.find("k", TOMORROW)).contains(second);
    }

    @Test
    default void ofManyRequestsAtTheSameInstantOneWins() {
        RequestKeys keys = newKeys();

        Set<Request> holders = Stream.generate(() -> request("a"))
                .limit(40)
                .gather(Gatherers.mapConcurrent(20, mine -> keys.claim("k", mine, TOMORROW, NOON)))
                .collect(Collectors.toSet());

        assertThat(holders).hasSize(1);
    }

    @Test
    default void answersAreNotedOfTheRequestThatHasTheKey() {
        RequestKeys keys = newKeys();
        Request first = keys.claim("k", request("a"), TOMORROW, NOON);

        keys.note("k", Tasks.id(NOON), "{\"not\":\"ours\"}");
        assertThat(keys.find("k", NOON)).contains(first);

        keys.note("k", first.base(), "{\"0\":\"x\"}");
        Request noted = new Request(first.base(), "a", "{\"0\":\"x\"}");
        assertThat(keys.find("k", NOON)).contains(noted);
        assertThat(keys.claim("k", request("a"), TOMORROW, NOON)).isEqualTo(noted);
    }

    @Test
    default void aKeyThatNobodyHasIsNotMadeByANote() {
        RequestKeys keys = newKeys();

        keys.note("k", Tasks.id(NOON), "{}");

        assertThat(keys.find("k", NOON)).isEmpty();
    }
}
