package dev.offstage.bench;

import dev.offstage.bench.Figures.Target;
import dev.offstage.local.log.Logs;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Prints what a task costs; ends with 1 when a target is missed. Runs in the folder that holds the template. */
public final class Main {
    /** Held, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final Logger TABLES = Logger.getLogger("software.amazon.dynamodb");

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        PrintStream out = Logs.install();
        // A refused condition is no news here.
        TABLES.setLevel(Level.SEVERE);
        Figures figures = Bench.run(Path.of("template.yaml"), Clock.systemUTC());
        out.print(Report.of(figures));
        out.flush();
        // The emulators leave threads behind that would keep the process.
        System.exit(figures.targets().stream().allMatch(Target::isMet) ? 0 : 1);
    }
}
