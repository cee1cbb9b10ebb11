package dev.offstage.api;

import dev.offstage.engine.EventLog;
import dev.offstage.json.Json;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Leads a request to its route. The template's route keys are the routing table: this class knows no other. */
final class Router {
    private final Map<String, Route> routes;
    private final Predicate<RuntimeException> outage;
    private final EventLog log;

    /** @param outage tells a part that does not answer from a fault of ours */
    Router(Map<String, Route> routes, Predicate<RuntimeException> outage, EventLog log) {
        this.routes = routes;
        this.outage = outage;
        this.log = log;
    }

    Answer answer(Request request) {
        try {
            Route route = routes.get(request.routeKey());
            return route == null ? noRoute(request) : route.answer(request);
        } catch (Problem problem) {
            return problem.toAnswer(request.id());
        } catch (RuntimeException e) {
            return failed(request, e).toAnswer(request.id());
        }
    }

    private Problem failed(Request request, RuntimeException e) {
        if (outage.test(e)) {
            note("A request met a store or queue that did not answer.", request, e);
            return Problem.unavailable("A part of the service is overloaded or does not answer; repeat the request.");
        }
        note("A request met a fault of ours.", request, e);
        return Problem.internal("This should not happen; the log has the reason under the request's id.");
    }

    private void note(String event, Request request, RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        log.note(
                event,
                Json.object()
                        .put("request", request.id())
                        .put("route", request.routeKey())
                        .put("error", e.toString())
                        .put("at", trace.length == 0 ? null : trace[0].toString()));
    }

    private Answer noRoute(Request request) {
        String allowed = routes.keySet().stream()
                .filter(key -> matches(key.substring(key.indexOf(' ') + 1), request.path()))
                .map(key -> key.substring(0, key.indexOf(' ')))
                .sorted()
                .collect(Collectors.joining(", "));
        String path = Excerpt.of(request.path());
        if (allowed.isEmpty()) {
            throw Problem.notFound("There is nothing at " + path + ".");
        }
        throw Problem.methodNotAllowed(Excerpt.of(request.method()), path, allowed);
    }

    private static boolean matches(String template, String path) {
        String regex = Pattern.compile("\\{[^/}]+}")
                .splitAsStream(template + "\0")
                .map(Pattern::quote)
                .collect(Collectors.joining("[^/]+"));
        return (path + "\0").matches(regex);
    }
}
