package dev.offstage.task;

import java.time.Instant;

/** Whether a delivery may run a task, and if not, why. */
public sealed interface ClaimVerdict {
    /** It may. */
    record Free() implements ClaimVerdict {}

    /** Another delivery runs it, until {@code until} at the latest. */
    record Leased(Instant until) implements ClaimVerdict {}

    /** Its time is {@code at}. */
    record NotDue(Instant at) implements ClaimVerdict {}

    /** It ended, or it waits outside the queue and something else will send it. */
    record NothingToDo() implements ClaimVerdict {}

    /** It has not started by its deadline: it is to end as expired. */
    record PastDeadline() implements ClaimVerdict {}

    /** All its attempts began and none came to an end: the message is poison and the task is to fail. */
    record UsedUp() implements ClaimVerdict {}

    /** Its worker died after it was asked to stop: it is to end as cancelled. */
    record CancelAsked() implements ClaimVerdict {}

    /** Its queue or type is paused: it is to wait outside the queue. */
    record Paused(Pause pause) implements ClaimVerdict {}
}
