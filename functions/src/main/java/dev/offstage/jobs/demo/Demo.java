package dev.offstage.jobs.demo;

import dev.offstage.engine.Registration;
import dev.offstage.jobs.JobResources;
import dev.offstage.jobs.Waiting;
import java.time.InstantSource;
import java.util.List;

/** The demo types. */
public final class Demo {
    private static final String SETTING = "DEMO_TASKS";

    private Demo() {}

    /** All of them where the setting is {@code true}, else none. */
    public static List<Registration<?>> types(JobResources resources) {
        String setting = resources.settings().getOrDefault(SETTING, "");
        return switch (setting) {
            case "true" -> types(resources.clock(), Waiting.on(resources.clock()));
            case "false", "" -> List.of();
            default -> throw new IllegalArgumentException(SETTING + " is '" + setting + "'; it must be true or false.");
        };
    }

    static List<Registration<?>> types(InstantSource clock, Waiting waiting) {
        return List.of(
                DemoEcho.TYPE.runBy(DemoEcho::new),
                DemoSleep.TYPE.runBy(() -> new DemoSleep(clock, waiting)),
                DemoFlaky.TYPE.runBy(DemoFlaky::new),
                DemoSnooze.TYPE.runBy(DemoSnooze::new),
                DemoHang.TYPE.runBy(() -> new DemoHang(clock, waiting)),
                DemoLog.TYPE.runBy(DemoLog::new),
                DemoBig.TYPE.runBy(DemoBig::new));
    }
}
