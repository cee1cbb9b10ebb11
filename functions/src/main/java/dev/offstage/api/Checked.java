package dev.offstage.api;

import java.util.List;
import java.util.Set;

/** Routes that refuse what they would otherwise pass over in silence. */
final class Checked {
    private static final int MOST_BYTES = 16 << 10;

    private Checked() {}

    /** A route that reads these query parameters and no others. */
    static Route asking(Route route, String... known) {
        List<String> names = List.of(known);
        return (request, caller) -> {
            request.query().keySet().stream()
                    .filter(name -> !names.contains(name))
                    .sorted()
                    .findFirst()
                    .ifPresent(name -> {
                        throw Problem.unreadable("There is no query parameter '" + Excerpt.of(name) + "' here; there "
                                + (names.isEmpty()
                                        ? "are none."
                                        : (names.size() == 1 ? "is " : "are ") + String.join(", ", names) + "."));
                    });
            return route.answer(request, caller);
        };
    }

    /** A route that takes neither a body nor a query: an empty body or an object without members will do. */
    static Route bodiless(Route route) {
        return asking((request, caller) -> {
            Body body = request.body(MOST_BYTES);
            if (!body.isEmpty()) {
                new Fields(body.json(), Set.of()).check();
            }
            return route.answer(request, caller);
        });
    }
}
