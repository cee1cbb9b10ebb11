package dev.offstage.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What every {@link TaskGrants} does. */
public interface TaskGrantsContract {
    Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    /** Without any grant. */
    TaskGrants newGrants();

    @Test
    default void aGrantIsForOneTaskAndOneCallerUntilItsEnd() {
        TaskGrants grants = newGrants();
        grants.grant("t", "token:a", NOON.plusSeconds(10));
        grants.grant("t", "jwt:ä", NOON.plusSeconds(10));
        grants.grant("t", "token:a", NOON.plusSeconds(20));

        assertThat(grants.isGranted("t", "token:a", NOON)).isTrue();
        assertThat(grants.isGranted("t", "token:a", NOON.plusSeconds(19))).isTrue();
        assertThat(grants.isGranted("t", "token:a", NOON.plusSeconds(20))).isFalse();
        assertThat(grants.isGranted("t", "jwt:ä", NOON)).isTrue();
        assertThat(grants.isGranted("t", "token:b", NOON)).isFalse();
        assertThat(grants.isGranted("u", "token:a", NOON)).isFalse();
    }
}
