package dev.offstage.engine;

import dev.offstage.engine.TaskLogs.Numbered;
import dev.offstage.engine.TaskStore.Standing;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.Lease;
import dev.offstage.task.LogLine;
import dev.offstage.task.Progress;
import dev.offstage.task.Report;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one run tells, and whether it is asked to stop: store and logs hear of the one and are asked for the other at most once a
 * second. A store that fails meanwhile fails no run.
 */
final class RunReport {
    private static final Duration APART = Duration.ofSeconds(1);

    private final TaskRecord task;
    private final String holder;
    private final TaskStore store;
    private final TaskLogs logs;
    private final InstantSource clock;
    private final EventLog log;
    private final Unwritten lines;
    private Report report;
    private Report written;
    private Standing standing = Standing.HELD;
    private Instant lastWrite;
    private boolean writing;
    private boolean closed;

    RunReport(TaskRecord task, TaskStore store, TaskLogs logs, InstantSource clock, EventLog log) {
        this.task = task;
        this.holder = holder(task);
        this.store = store;
        this.logs = logs;
        this.clock = clock;
        this.log = log;
        this.report = task.report();
        this.written = task.report();
        // A run of less than a second writes nothing on its way.
        this.lastWrite = clock.instant();
        this.lines = new Unwritten();
    }

    private static String holder(TaskRecord task) {
        Lease lease = task.lease();
        if (lease == null) {
            throw new IllegalArgumentException("The task " + task.id() + " is run by nobody.");
        }
        return lease.holder();
    }

    void progress(Progress now) {
        synchronized (this) {
            if (closed) {
                return;
            }
            report = new Report(now, report.children(), report.logLines());
        }
        writeIfDue();
    }

    void log(LogLine line) {
        synchronized (this) {
            if (closed) {
                return;
            }
            lines.add(new Numbered(report.logLines(), line));
            report = new Report(report.progress(), report.children(), report.logLines() + 1);
        }
        writeIfDue();
    }

    /** That many children are made, by this run or one before. */
    synchronized void children(int made) {
        report = new Report(report.progress(), Math.max(report.children(), made), report.logLines());
    }

    /** Whether the run is to stop, as of a second ago at most. */
    boolean isCancelled() {
        writeIfDue();
        return isStopped();
    }

    private synchronized boolean isStopped() {
        return closed || standing != Standing.HELD;
    }

    /** Writes what waited for its second. */
    void writeIfPending() {
        if (isPending()) {
            writeIfDue();
        }
    }

    private synchronized boolean isPending() {
        return !report.equals(written) || !lines.isEmpty();
    }

    private void writeIfDue() {
        News news = newsIfDue();
        if (news == null) {
            return;
        }
        Standing answer = null;
        try {
            answer = write(news);
        } catch (RuntimeException e) {
            log.warn("What a run told could not be written; it is tried again.", facts(e));
        } finally {
            heard(news, answer);
        }
    }

    private synchronized @Nullable News newsIfDue() {
        Instant now = clock.instant();
        if (writing || closed || now.isBefore(lastWrite.plus(APART))) {
            return null;
        }
        writing = true;
        lastWrite = now;
        return new News(report.equals(written) ? null : report, lines.all());
    }

    private Standing write(News news) {
        Standing answer = store.report(task.id(), holder, news.report());
        if (answer != Standing.LOST && !news.lines().isEmpty()) {
            logs.append(task.id(), news.lines());
        }
        return answer;
    }

    private synchronized void heard(News news, @Nullable Standing answer) {
        writing = false;
        if (answer != null) {
            standing = answer;
            written = news.report() == null ? written : news.report();
            lines.forget(news.lines());
        }
    }

    /**
     * Ends the report: from now on the run can tell nothing more. Writes the lines that are left; the rest is for the settle.
     *
     * @return what this run and those before it told
     */
    Report close() {
        List<Numbered> left;
        synchronized (this) {
            closed = true;
            left = standing == Standing.LOST ? List.of() : lines.all();
        }
        if (!left.isEmpty()) {
            try {
                logs.append(task.id(), left);
            } catch (RuntimeException e) {
                log.warn("The last lines of a task's log could not be written.", facts(e));
            }
        }
        return report();
    }

    private synchronized Report report() {
        return report;
    }

    private JsonObject facts(RuntimeException failure) {
        return Json.object()
                .put("task", task.id().toString())
                .put("attempt", task.attempt())
                .put("type", task.spec().type())
                .put("error", failure.toString());
    }

    /** @param report null when it has nothing new */
    private record News(@Nullable Report report, List<Numbered> lines) {}

    /** Lines that wait to be written; of many only those that would stay. */
    private static final class Unwritten {
        private final List<Numbered> first = new ArrayList<>();
        private final Deque<Numbered> last = new ArrayDeque<>();

        void add(Numbered line) {
            if (line.number() < TaskLogs.FIRST) {
                first.add(line);
                return;
            }
            last.add(line);
            if (last.size() > TaskLogs.LAST) {
                last.remove();
            }
        }

        boolean isEmpty() {
            return first.isEmpty() && last.isEmpty();
        }

        List<Numbered> all() {
            List<Numbered> all = new ArrayList<>(first);
            all.addAll(last);
            return List.copyOf(all);
        }

        void forget(List<Numbered> written) {
            if (!written.isEmpty()) {
                int newest = written.getLast().number();
                first.removeIf(line -> line.number() <= newest);
                last.removeIf(line -> line.number() <= newest);
            }
        }
    }
}
