package dev.offstage.api;

import dev.offstage.schedule.Schedule;
import dev.offstage.task.Sha256;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The {@code ETag} of a schedule. It stands for what callers can change, the definition and the pause, so that a schedule which fires
 * meanwhile can still be replaced by whoever read it.
 */
final class EntityTag {
    private static final int BYTES = 12;

    private EntityTag() {}

    /** With its quotes, as the header has it. */
    static String of(Schedule schedule) {
        byte[] hash = Sha256.of(ScheduleJson.changeable(schedule).toText());
        return "\"" + HexFormat.of().formatHex(Arrays.copyOf(hash, BYTES)) + "\"";
    }
}
