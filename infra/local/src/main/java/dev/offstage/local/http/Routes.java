package dev.offstage.local.http;

import dev.offstage.local.function.LocalFunction;
import dev.offstage.local.template.EventSource.HttpRoute;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The routes of the template; the most specific one that fits takes a request. */
final class Routes {
    /** Where requests of a route go. */
    record Route(RoutePattern pattern, HttpRoute source, LocalFunction function) {}

    /**
     * A route that fits.
     *
     * @param variables the variables of its path, as sent
     */
    record Match(Route route, Map<String, String> variables) {}

    private final List<Route> routes;

    Routes(Collection<LocalFunction> functions) {
        this.routes = functions.stream()
                .flatMap(function -> function.spec().events().stream()
                        .filter(HttpRoute.class::isInstance)
                        .map(HttpRoute.class::cast)
                        .map(source -> new Route(RoutePattern.of(source.key()), source, function)))
                .sorted(Comparator.comparing(route -> route.pattern().rank(), Routes::compare))
                .toList();
    }

    private static int compare(List<Integer> left, List<Integer> right) {
        for (int at = 0; at < Math.min(left.size(), right.size()); at++) {
            int order = Integer.compare(left.get(at), right.get(at));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    Optional<Match> match(String method, String rawPath) {
        return routes.stream()
                .flatMap(route ->
                        route.pattern().match(method, rawPath).stream().map(variables -> new Match(route, variables)))
                .findFirst();
    }
}
