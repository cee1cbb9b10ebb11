package dev.offstage.acceptance;

import dev.offstage.local.template.Privilege;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** What functions called on AWS while the suite ran: a file for each host, also for those that were killed. */
final class Recordings {
    private static final Path FOLDER = Path.of("target", "aws-calls").toAbsolutePath();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private Recordings() {}

    /** A file that nobody writes to yet; the first one takes away what an earlier run left. */
    static synchronized Path next() {
        try {
            if (NUMBER.get() == 0) {
                for (Path old : files()) {
                    Files.delete(old);
                }
            }
            return Files.createDirectories(FOLDER).resolve(NUMBER.incrementAndGet() + ".jsonl");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that was recorded. */
    static Set<Privilege> read() {
        Set<Privilege> calls = new LinkedHashSet<>();
        for (Path file : files()) {
            try (Stream<String> lines = Files.lines(file)) {
                lines.flatMap(line -> Privilege.read(line).stream()).forEach(calls::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return calls;
    }

    private static List<Path> files() {
        if (Files.notExists(FOLDER)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
