package dev.offstage.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link Beats} does. */
interface BeatsContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");

    Beats beats();

    @Test
    default void thereIsNoneAtFirst() {
        assertThat(beats().last()).isEmpty();
    }

    @Test
    default void theLastIsKept() {
        assertThat(beats().beat(NOON)).isTrue();
        assertThat(beats().last()).contains(NOON);
        assertThat(beats().beat(NOON.plusSeconds(10))).isTrue();
        assertThat(beats().last()).contains(NOON.plusSeconds(10));
    }

    @Test
    default void anOlderOneNeverTakesTheNewersPlace() {
        assertThat(beats().beat(NOON)).isTrue();

        assertThat(beats().beat(NOON.minusMillis(1))).isFalse();

        assertThat(beats().last()).contains(NOON);
    }

    /** The answer to a write may be lost; its repeat is the newest all the same. */
    @Test
    default void theSameAgainIsTheNewest() {
        assertThat(beats().beat(NOON)).isTrue();
        assertThat(beats().beat(NOON)).isTrue();
    }
}
