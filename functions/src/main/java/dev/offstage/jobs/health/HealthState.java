package dev.offstage.jobs.health;

import java.time.Instant;

/**
 * What the last look at the health came to, as far as it differs from the one before.
 *
 * @param since when it became so
 * @param findings a line for each check that failed; empty when all is well
 * @param told whether whoever is to know of the change was told
 */
record HealthState(boolean isWell, Instant since, String findings, boolean told) {

    HealthState afterTelling() {
        return new HealthState(isWell, since, findings, true);
    }

    String word() {
        return isWell ? "ok" : "failing";
    }
}
