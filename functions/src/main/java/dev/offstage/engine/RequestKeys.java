package dev.offstage.engine;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that callers give to their requests. Every implementation passes {@code RequestKeysContract}. */
public interface RequestKeys {

    /**
     * Takes {@code key} for a request unless another has it whose time is not over at {@code now}; answers with what has it, an
     * equal of {@code mine} when it won.
     *
     * @param keptUntil when its time is over, in whole seconds
     */
    Request claim(String key, Request mine, Instant keptUntil, Instant now);

    /** The request that has {@code key} and whose time is not over; empty when none. */
    Optional<Request> find(String key, Instant now);

    /** Adds to the request of {@code base} what it was answered with; does nothing when another has the key by now. */
    void note(String key, TaskId base, String answers);

    /**
     * A request that has a key.
     *
     * @param base what the ids of its tasks are made of; carries the time of the request
     * @param fingerprint equal for equal requests
     * @param answers what else it was answered with; null when the ids tell all, or nothing was answered yet
     */
    record Request(
            TaskId base, String fingerprint, @Nullable String answers) {}
}
