package dev.offstage.engine;

import dev.offstage.task.Settlement;
import java.time.Duration;

/** What happens to a message that was worked on. */
sealed interface Disposition {
    /** It is deleted. */
    record Acknowledge() implements Disposition {}

    /** It becomes visible again. */
    record Return(Duration after) implements Disposition {}

    static Disposition of(Settlement settlement) {
        return settlement.returnAfter() == null ? new Acknowledge() : new Return(settlement.returnAfter());
    }
}
