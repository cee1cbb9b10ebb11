package dev.offstage.engine;

import dev.offstage.count.DayCounts;

/**
 * All that a tick reads and writes.
 *
 * @param enqueuer takes what follows failed tasks
 */
public record TickPorts(
        TaskStore store,
        TaskQueue queue,
        SweepMark mark,
        PauseBoard board,
        TaskSurvey survey,
        Redrives redrives,
        LossLedger ledger,
        DayCounts counts,
        Enqueuer enqueuer) {}
