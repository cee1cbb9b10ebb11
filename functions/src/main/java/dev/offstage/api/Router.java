package dev.offstage.api;

import dev.offstage.access.Caller;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Leads a request to its route. The template's route keys are the routing table: this class knows no other. */
final class Router {
    private final Map<String, Endpoint> endpoints;
    private final Gate gate;
    private final Predicate<RuntimeException> outage;

    /** @param outage tells a part that does not answer from a fault of ours */
    Router(Map<String, Endpoint> endpoints, Gate gate, Predicate<RuntimeException> outage) {
        this.endpoints = endpoints;
        this.gate = gate;
        this.outage = outage;
    }

    Answer answer(Request request) {
        try {
            Endpoint endpoint = endpoints.get(request.routeKey());
            return endpoint == null ? noRoute(request) : answer(request, endpoint);
        } catch (Problem problem) {
            return problem.toAnswer(request.id());
        } catch (RuntimeException e) {
            return failed(request, e).toAnswer(request.id());
        }
    }

    private Answer answer(Request request, Endpoint endpoint) {
        Caller caller;
        try {
            caller = gate.admit(request, endpoint);
        } catch (Problem problem) {
            return gate.detour(request, endpoint, problem).orElseThrow(() -> problem);
        }
        return endpoint.route().answer(request, caller);
    }

    /** Only a caller that is known is told what there is. */
    private Answer noRoute(Request request) {
        Caller ignored = gate.admit(request);
        throw notServed(request);
    }

    private Problem failed(Request request, RuntimeException e) {
        if (outage.test(e)) {
            request.log().warn("A request met a store or queue that did not answer.", facts(request, e));
            return Problem.unavailable("A part of the service is overloaded or does not answer; repeat the request.");
        }
        request.log().error("A request met a fault of ours.", facts(request, e));
        return Problem.internal("This should not happen; the log has the reason under the request's id.");
    }

    private static JsonObject facts(Request request, RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return Json.object()
                .put("request", request.id())
                .put("route", request.routeKey())
                .put("error", e.toString())
                .put("at", trace.length == 0 ? null : trace[0].toString());
    }

    private Problem notServed(Request request) {
        String allowed = endpoints.keySet().stream()
                .filter(key -> matches(key.substring(key.indexOf(' ') + 1), request.path()))
                .map(key -> key.substring(0, key.indexOf(' ')))
                .sorted()
                .collect(Collectors.joining(", "));
        String path = Excerpt.of(request.path());
        if (allowed.isEmpty()) {
            return Problem.notFound("There is nothing at " + path + ".");
        }
        return Problem.methodNotAllowed(Excerpt.of(request.method()), path, allowed);
    }

    private static boolean matches(String template, String path) {
        String regex = Pattern.compile("\\{[^/}]+}")
                .splitAsStream(template + "\0")
                .map(Pattern::quote)
                .collect(Collectors.joining("[^/]+"));
        return (path + "\0").matches(regex);
    }
}
