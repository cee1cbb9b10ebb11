package dev.offstage.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link SessionStore} does. */
public interface SessionStoreContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /** Without any session. */
    SessionStore newStore();

    @Test
    default void aSessionLastsUntilItExpires() {
        SessionStore store = newStore();
        store.begin("h", "t", NOON.plusSeconds(10));

        assertThat(store.tokenOf("h", NOON)).contains("t");
        assertThat(store.tokenOf("h", NOON.plusSeconds(9))).contains("t");
        assertThat(store.tokenOf("h", NOON.plusSeconds(10))).isEmpty();
        assertThat(store.tokenOf("other", NOON)).isEmpty();
    }

    @Test
    default void aSessionThatWasEndedIsOver() {
        SessionStore store = newStore();
        store.begin("h", "t", NOON.plusSeconds(10));
        store.begin("i", "t", NOON.plusSeconds(10));

        store.end("h", NOON);
        store.end("h", NOON);
        store.end("other", NOON);

        assertThat(store.tokenOf("h", NOON)).isEmpty();
        assertThat(store.tokenOf("i", NOON)).contains("t");
        assertThat(store.tokenOf("other", NOON)).isEmpty();
    }

    @Test
    default void ofManySigningKeysOneHolds() {
        SessionStore store = newStore();

        Set<String> keys = IntStream.range(0, 40)
                .boxed()
                .gather(Gatherers.mapConcurrent(20, i -> store.signingKey("key " + i)))
                .collect(Collectors.toSet());

        assertThat(keys).hasSize(1);
        assertThat(store.signingKey("late")).isIn(keys);
    }
}
