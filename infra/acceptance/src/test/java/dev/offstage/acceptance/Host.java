package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A local host in a process of its own. */
final class Host implements AutoCloseable {
    private static final String READY = "offstage-local is ready on ";
    private static final Duration START = Duration.ofMinutes(3);
    private static final int TAIL = 40;

    /** Half the work of a start is the compiler's, and no host lives long enough to get it back. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final ConcurrentLinkedDeque<Host> RUNNING = new ConcurrentLinkedDeque<>();

    private final Process process;
    private final Path out;
    private final Path err;

    private Host(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * A host with settings and further options, ready to be asked. What it keeps belongs to {@code data}, by its path or by
     * its name.
     */
    static Host ready(Path data, Map<String, String> settings, List<String> more) {
        List<String> options = new ArrayList<>(List.of("run", "--port", "0"));
        options.addAll(
                Target.hasOwnStores()
                        ? List.of(
                                "--data",
                                data.toString(),
                                "--calls",
                                Recordings.next().toString())
                        : Target.otherStores(String.valueOf(data.getFileName())));
        options.addAll(List.of("--template", Target.file("template.yaml").toString()));
        settings.forEach((name, value) -> options.addAll(List.of("--env", name + "=" + value)));
        options.addAll(more);
        Host host = start(options);
        host.awaitReady();
        RUNNING.add(host);
        return host;
    }

    void awaitReady() {
        try {
            Poll.until(
                    "the host is ready or over; its errors: " + err,
                    START,
                    () -> !process.isAlive() || output().contains(READY));
        } catch (AssertionError late) {
            close();
            throw late;
        }
        assertThat(process.isAlive()).as(tail()).isTrue();
    }

    /** A process with these options, ready or not. */
    static Host start(List<String> options) {
        return start(ClassArchive.options(), options);
    }

    /** The same with these options of the virtual machine. */
    static Host start(List<String> machine, List<String> options) {
        Path jar = Target.file("infra/local/target/offstage-local.jar");
        assertThat(jar)
                .as("The local host is built by: mvn -pl functions,infra/local package")
                .isRegularFile();
        try {
            Path folder = Files.createDirectories(Path.of("target", "hosts").toAbsolutePath());
            int number = NUMBER.incrementAndGet();
            Path out = folder.resolve(number + ".out");
            Path err = folder.resolve(number + ".err");
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(SHORT_LIVED);
            command.addAll(machine);
            command.add("-Doffstage.local.ends-with-parent=true");
            command.addAll(List.of("-jar", jar.toString()));
            command.addAll(options);
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new Host(process, out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        String line = output().lines()
                .filter(text -> text.startsWith(READY))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No line says where the host is: " + output()));
        return URI.create(line.substring(READY.length()).strip());
    }

    /** Where the host's queues are reached. */
    URI queues() {
        return said("as SQS at (http://[^, ]+)");
    }

    /** Where the host's tables are reached. */
    URI tables() {
        return said("as DynamoDB at (http://[^, ]+)");
    }

    /** The folder that takes mails. */
    Path mails() {
        return Path.of(text("kept as files in ([^;]+);"));
    }

    private URI said(String what) {
        return URI.create(text(what));
    }

    private String text(String what) {
        Matcher said = Pattern.compile(what).matcher(output());
        assertThat(said.find()).as(output()).isTrue();
        return said.group(1);
    }

    String output() {
        return read(out);
    }

    String errors() {
        return read(err);
    }

    /** As {@code kill -9}. */
    void kill() {
        process.destroyForcibly();
        assertThat(exitCode(Duration.ofSeconds(20))).isNotZero();
    }

    /** As {@code kill}: SIGTERM. */
    void terminate() {
        process.destroy();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The exit code, once the process is over. */
    int exitCode(Duration time) {
        try {
            assertThat(process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS))
                    .as("the process is over within " + time.toSeconds() + " s. " + tail())
                    .isTrue();
            RUNNING.remove(this);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The end of what the host logged. */
    String tail() {
        List<String> lines = errors().lines().toList();
        return "The end of " + err + ":\n"
                + String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL), lines.size()));
    }

    /** The ends of the logs of all hosts that run now. */
    static String tails() {
        return String.join("\n", RUNNING.stream().map(Host::tail).toList());
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
