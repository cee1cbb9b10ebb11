package dev.offstage.local.template;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A function of the template.
 *
 * @param id its name in the template
 * @param line where the template declares its handler
 * @param memory in megabytes
 * @param environment its variables; queue URLs begin with {@link Stack#QUEUE_ORIGIN}
 * @param retries how often an event without an answer, such as a timer's, is tried again
 */
public record FunctionSpec(
        String id,
        String name,
        String handlerClass,
        int line,
        Duration timeout,
        int memory,
        Map<String, String> environment,
        int retries,
        List<EventSource> events) {
    /** This function, which {@code more} makes run too. */
    FunctionSpec with(List<? extends EventSource> more) {
        List<EventSource> all =
                Stream.<EventSource>concat(events.stream(), more.stream()).toList();
        return new FunctionSpec(id, name, handlerClass, line, timeout, memory, environment, retries, all);
    }
}
