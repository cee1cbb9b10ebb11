package dev.offstage.api;

import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.schedule.Firing;
import org.jspecify.annotations.Nullable;

/** A line of the ledger as clients see it. */
final class FiringJson {
    private FiringJson() {}

    static JsonObject of(Firing firing) {
        return Json.object()
                .put("id", firing.id())
                .put("dueAt", Times.write(firing.dueAt()))
                .put("outcome", firing.outcome().wireName())
                .put("reason", firing.reason())
                .put("taskId", taskId(firing))
                .put("firedAt", Times.write(firing.firedAt()));
    }

    /**
     * As a backfill names it.
     *
     * @param dryRun whether no task was made for it
     */
    static JsonObject asked(Firing firing, boolean dryRun) {
        return Json.object().put("dueAt", Times.write(firing.dueAt())).put("taskId", dryRun ? null : taskId(firing));
    }

    private static @Nullable String taskId(Firing firing) {
        return firing.task() == null ? null : firing.task().toString();
    }
}
