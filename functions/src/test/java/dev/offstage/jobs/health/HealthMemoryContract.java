package dev.offstage.jobs.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link HealthMemory} does. */
interface HealthMemoryContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00.123Z");
    HealthState FAILING = new HealthState(false, NOON, "site: it answered 503\nqueues: none", false);
    HealthState WELL = new HealthState(true, NOON.plusSeconds(3600), "", false);

    HealthMemory memory();

    @Test
    default void thereIsNoStateAtFirst() {
        assertThat(memory().find()).isEmpty();
    }

    @Test
    default void theFirstOfTwoFirstStatesStays() {
        assertThat(memory().replace(null, FAILING)).isTrue();

        assertThat(memory().replace(null, WELL)).isFalse();
        assertThat(memory().replace(null, FAILING)).as("the same again").isTrue();

        assertThat(memory().find()).contains(FAILING);
    }

    @Test
    default void aStateIsReplacedByWhoSawIt() {
        assertThat(memory().replace(null, FAILING)).isTrue();
        assertThat(memory().replace(FAILING, FAILING.afterTelling())).isTrue();

        assertThat(memory().replace(FAILING, WELL)).as("it was told since").isFalse();
        assertThat(memory().find()).contains(FAILING.afterTelling());

        assertThat(memory().replace(FAILING.afterTelling(), WELL)).isTrue();
        assertThat(memory().replace(FAILING.afterTelling(), WELL))
                .as("the same again")
                .isTrue();
        assertThat(memory().find()).contains(WELL);
    }

    @Test
    default void nothingReplacesAStateThatIsNotThere() {
        assertThat(memory().replace(FAILING, WELL)).isFalse();
        assertThat(memory().find()).isEmpty();
    }
}
