package dev.offstage.local.log;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import java.util.logging.StreamHandler;

/** Sends every logger of this process (SLF4J, Log4j and commons-logging end in java.util.logging) to one stream. */
public final class Logs {
    /** Held, since java.util.logging forgets the level of a logger that nobody holds. */
    private static final List<Logger> QUIET = List.of(
            Logger.getLogger("com.almworks.sqlite4java"),
            // It warns, with a trace, of every condition that does not hold: an answer like any other. Its errors stay.
            Logger.getLogger("software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler"));

    private Logs() {}

    /**
     * Makes stderr a stream of JSON lines; {@code System.out} and {@code System.err} end there too.
     *
     * @return the true standard output, for those who may write to it
     */
    public static PrintStream install() {
        PrintStream out = System.out;
        PrintStream err = System.err;
        LogManager.getLogManager().reset();
        Logger root = Logger.getLogger("");
        root.setLevel(Level.WARNING);
        root.addHandler(lines(err));
        Logger.getLogger("dev.offstage").setLevel(Level.INFO);
        QUIET.getFirst().setLevel(Level.OFF);
        QUIET.getLast().setLevel(Level.SEVERE);
        System.setOut(new PrintStream(new LineWrapper("stdout", err), true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(new LineWrapper("stderr", err), true, StandardCharsets.UTF_8));
        return out;
    }

    private static Handler lines(PrintStream err) {
        StreamHandler handler = new StreamHandler(err, new JsonLines()) {
            @Override
            public synchronized void publish(java.util.logging.LogRecord entry) {
                super.publish(entry);
                flush();
            }
        };
        handler.setLevel(Level.ALL);
        return handler;
    }
}
