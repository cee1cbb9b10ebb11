package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.access.Permission;
import dev.offstage.engine.TaskFilter;
import dev.offstage.engine.TaskSearch;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tasks, newest first, a bounded piece of the way a page. They are shown as one by one, except that arguments and results that do not
 * lie inside the record (those over 2 KB) are null. Who may not read everything sees what it submitted.
 */
final class TaskListRoute {
    private static final String ARG = "arg.";
    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,60}");
    private static final Pattern TAG = Pattern.compile("[^\\s,]{1,32}");
    private static final int LONGEST_NAME = 100;
    private static final int MOST_ARGS = 10;

    /** By so much the clocks of those who accept tasks may be ahead of this one. */
    private static final Duration SKEW = Duration.ofSeconds(5);

    private final TaskSearch search;
    private final InstantSource clock;

    TaskListRoute(TaskSearch search, InstantSource clock) {
        this.search = search;
        this.clock = clock;
    }

    Answer get(Request request, Caller caller) {
        ListQuery query = new ListQuery(request, "state", "type", "queue", "tag", "from", "to", ARG);
        TaskFilter filter = filter(query, caller);
        int limit = query.limit();
        String scope = scope(filter);
        Instant now = clock.instant();
        TaskId before = query.position(scope, TaskId::parse).orElseGet(() -> newest(filter, now));
        TaskSearch.Page page = search.page(filter, before, limit, now);
        return Answer.of(
                200,
                Json.object()
                        .put(
                                "data",
                                page.tasks().stream()
                                        .map(task -> TaskJson.of(task, now).toTree())
                                        .toList())
                        .put(
                                "nextCursor",
                                page.next() == null
                                        ? null
                                        : ListCursor.write(page.next().toString(), scope))
                        .put("searchedTo", Times.write(page.searchedTo())));
    }

    /** Where a list begins: what schedules have placed for the next minutes is in it when it is asked for by state or time. */
    private static @Nullable TaskId newest(TaskFilter filter, Instant now) {
        return filter.state() == null && filter.to() == null ? TaskId.firstAt(now.plus(SKEW)) : null;
    }

    private static TaskFilter filter(ListQuery query, Caller caller) {
        // Ids have milliseconds, so a bound between two of them is the later one.
        Instant from = query.read("from", QueryValue::time, QueryValue.TIME);
        Instant to = query.read("to", QueryValue::time, QueryValue.TIME);
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.unreadable("The query parameter 'from' must be a time before that of 'to'.");
        }
        return new TaskFilter(
                oneOf(TaskState.values(), TaskState::wireName, "state", query),
                query.read("type", matching(TYPE), "the name of a type, such as send-email"),
                oneOf(QueueName.values(), QueueName::wireName, "queue", query),
                query.read("tag", matching(TAG), "one tag"),
                from,
                to,
                args(query),
                caller.may(Permission.READ)
                        ? null
                        : Objects.requireNonNull(caller.owner(), "Nobody knows whose they are."));
    }

    private static <E> @Nullable E oneOf(E[] values, Function<E, String> wireName, String name, ListQuery query) {
        return query.read(
                name,
                text -> Arrays.stream(values)
                        .filter(value -> wireName.apply(value).equals(text))
                        .findFirst(),
                "one of " + Arrays.stream(values).map(wireName).collect(Collectors.joining(", ")));
    }

    private static Function<String, Optional<String>> matching(Pattern pattern) {
        return text -> Optional.of(text).filter(pattern.asMatchPredicate());
    }

    private static Map<String, String> args(ListQuery query) {
        Map<String, String> args = query.startingWith(ARG);
        boolean areTooLong = args.keySet().stream().anyMatch(name -> name.length() > LONGEST_NAME);
        if (args.size() > MOST_ARGS || areTooLong) {
            throw Problem.unreadable("There can be at most " + MOST_ARGS
                    + " query parameters 'arg.NAME', with a NAME of at most " + LONGEST_NAME + " characters each.");
        }
        return args;
    }

    /** The list with its filters, always the same text for the same. */
    private static String scope(TaskFilter filter) {
        JsonObject args = Json.object();
        filter.args().forEach((name, value) -> args.put(name, value));
        return "tasks"
                + Json.object()
                        .put(
                                "state",
                                filter.state() == null ? null : filter.state().wireName())
                        .put("type", filter.type())
                        .put(
                                "queue",
                                filter.queue() == null ? null : filter.queue().wireName())
                        .put("tag", filter.tag())
                        .put("from", Times.write(filter.from()))
                        .put("to", Times.write(filter.to()))
                        .put("args", args.toTree())
                        .put("owner", filter.owner())
                        .toText();
    }
}
