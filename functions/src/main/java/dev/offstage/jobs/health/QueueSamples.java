package dev.offstage.jobs.health;

import java.time.Instant;
import java.util.List;

/** The samples of the last 14 days. Every implementation passes {@code QueueSamplesContract}. */
public interface QueueSamples {
    /** Keeps {@code sample} unless there is one of that minute; says whether it did, also to who asks again. */
    boolean add(QueueSample sample);

    /** Those from {@code from} on and before {@code to}, oldest first. */
    List<QueueSample> between(Instant from, Instant to);
}
