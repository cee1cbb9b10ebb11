package dev.offstage.aws;

import dev.offstage.engine.TaskFilter;
import dev.offstage.engine.TaskSearch;
import dev.offstage.engine.TaskStore;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A page of a search in the making: what was found, and how far down everything was looked at. */
final class SearchPage {
    private final TaskFilter filter;
    private final Instant now;
    private final int limit;
    private final TaskId floor;
    private final ReadBudget budget;
    private final Function<Item, String> longArgs;
    private final List<TaskRecord> found = new ArrayList<>();
    private TaskId bound;
    private boolean moved;

    /**
     * @param bound the search begins below it
     * @param floor the lowest id that is looked at
     * @param longArgs reads arguments that do not lie inside an item
     */
    SearchPage(
            TaskFilter filter,
            Instant now,
            int limit,
            TaskId bound,
            TaskId floor,
            ReadBudget budget,
            Function<Item, String> longArgs) {
        this.filter = filter;
        this.now = now;
        this.limit = limit;
        this.bound = bound;
        this.floor = floor;
        this.budget = budget;
        this.longArgs = longArgs;
    }

    /** Whether more is wanted and there. */
    boolean isOpen() {
        return found.size() < limit && bound.compareTo(floor) > 0;
    }

    /** All ids from here down to {@link #hour} are still to be looked at. */
    TaskId bound() {
        return bound;
    }

    /** The lowest id of the hour that comes next. */
    TaskId hour() {
        Instant at = bound.createdAt();
        boolean isFirst = bound.equals(TaskId.firstAt(at));
        Instant newest = isFirst ? at.minus(Duration.ofMillis(1)) : at;
        TaskId start = TaskId.firstAt(newest.truncatedTo(ChronoUnit.HOURS));
        return start.compareTo(floor) > 0 ? start : floor;
    }

    /** Takes what fits from the hour; says whether all of the hour was looked at. */
    boolean fill(HourWalk walk) {
        TaskId start = hour();
        Map<String, AttributeValue> next = isOpen() ? walk.next() : null;
        while (next != null && take(new Item(next))) {
            next = isOpen() ? walk.next() : null;
        }
        if (walk.isOver() && next == null) {
            bound = start;
        }
        return bound.equals(start);
    }

    /** Looks at one item; false when that costs more than may be read. */
    private boolean take(Item item) {
        if (!item.has("state")) {
            // A long text of a task, from a time when they lay among the tasks.
            return true;
        }
        TaskRecord task = TaskItem.readInside(item.attributes());
        boolean admitted = filter.admits(task, now);
        if (admitted && filter.asksForArgs()) {
            boolean isLong = item.has(LongTexts.pointer("args"));
            // The first one always, or a page could end where it began.
            if (isLong && moved && !budget.allows(1, TaskStore.LONGEST_TEXT)) {
                return false;
            }
            admitted = filter.admitsArgs(
                    isLong ? longArgs.apply(item) : task.spec().args());
        }
        if (admitted) {
            found.add(task);
        }
        bound = task.id();
        moved = true;
        return true;
    }

    TaskSearch.Page end() {
        @Nullable TaskId next = bound.compareTo(floor) > 0 ? bound : null;
        return new TaskSearch.Page(List.copyOf(found), next, next == null ? floor.createdAt() : bound.createdAt());
    }
}
