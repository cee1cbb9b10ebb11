package dev.offstage.engine;

import dev.offstage.count.InMemoryDayCounts;

/** What a tick needs, in memory. */
public final class InMemoryTickPorts {
    private InMemoryTickPorts() {}

    /** A tick over these, with a mark, a board and ledgers of its own. */
    public static TickPorts over(InMemoryTaskStore store, TaskQueue queue, Enqueuer enqueuer) {
        return new TickPorts(
                store,
                queue,
                new InMemorySweepMark(),
                new InMemoryPauseBoard(),
                new InMemoryTaskSurvey(store, 1000),
                new InMemoryRedrives(),
                new InMemoryLossLedger(),
                new InMemoryDayCounts(),
                enqueuer);
    }
}
