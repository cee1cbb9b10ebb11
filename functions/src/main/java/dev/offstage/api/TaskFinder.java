package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.engine.TaskSearch;
import dev.offstage.engine.TaskStore;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/** Leads from a path to the task that it names, for a caller that may read it. */
final class TaskFinder {
    private final TaskStore store;
    private final TaskSearch search;
    private final Readers readers;
    private final InstantSource clock;

    TaskFinder(TaskStore store, TaskSearch search, Readers readers, InstantSource clock) {
        this.store = store;
        this.search = search;
        this.readers = readers;
        this.clock = clock;
    }

    /** The task of the path's {@code id}, as it is stored. */
    TaskRecord find(Request request, Caller caller) {
        return find(request, caller, store::find);
    }

    /** The same, long texts left out. */
    TaskRecord glance(Request request, Caller caller) {
        return find(request, caller, search::glance);
    }

    private TaskRecord find(Request request, Caller caller, Function<TaskId, Optional<TaskRecord>> read) {
        String text = request.pathParameter("id");
        TaskId id = TaskId.parse(text)
                .orElseThrow(() -> Problem.notFound("'" + Excerpt.of(text)
                        + "' is no task id; ids look like 0190163d-8694-739b-aea5-966c26f8ad91."));
        TaskRecord task = read.apply(id).orElseThrow(() -> missing(id));
        readers.check(caller, task);
        return kept(task);
    }

    /** The same task as it is by now, long texts left out. */
    TaskRecord glance(TaskId id) {
        return kept(search.glance(id).orElseThrow(() -> missing(id)));
    }

    /** The same task as it is by now, whole. */
    TaskRecord again(TaskId id) {
        return kept(store.find(id).orElseThrow(() -> missing(id)));
    }

    private TaskRecord kept(TaskRecord task) {
        if (task.isErased()) {
            throw missing(task.id());
        }
        if (task.seenAt(clock.instant()).isPurged(clock.instant())) {
            throw Problem.gone("The task " + task.id() + " ended and is no longer kept.");
        }
        return task;
    }

    static Problem missing(TaskId id) {
        return Problem.notFound("There is no task " + id + "; perhaps it is no longer kept.");
    }
}
