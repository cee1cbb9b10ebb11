package dev.offstage.api;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The query of a list: page size, cursor and filters. What it does not know it refuses, so that no typing error widens a list. */
final class ListQuery {
    static final String LIMIT = "limit";
    static final String CURSOR = "cursor";
    private static final int USUAL_LIMIT = 25;
    private static final int LARGEST_LIMIT = 100;

    private final Map<String, String> values;

    /**
     * @param filters names of filters; one that ends with a dot stands for all names that begin so
     */
    ListQuery(Request request, String... filters) {
        this.values = new TreeMap<>(request.query());
        for (String name : values.keySet()) {
            boolean isKnown = Stream.concat(Stream.of(LIMIT, CURSOR), Stream.of(filters))
                    .anyMatch(known -> known.endsWith(".")
                            ? name.startsWith(known) && name.length() > known.length()
                            : name.equals(known));
            if (!isKnown) {
                throw Problem.unreadable("There is no query parameter '" + Excerpt.of(name) + "' here; there are "
                        + Stream.concat(Stream.of(filters), Stream.of(LIMIT, CURSOR))
                                .map(known -> known.endsWith(".") ? known + "NAME" : known)
                                .collect(Collectors.joining(", "))
                        + ".");
            }
        }
    }

    /** How many entries a page has at most. */
    int limit() {
        Integer limit = read(LIMIT, QueryValue.upTo(LARGEST_LIMIT), "a whole number from 1 to " + LARGEST_LIMIT);
        return limit == null ? USUAL_LIMIT : limit;
    }

    /**
     * The position that the cursor names; empty without one.
     *
     * @param reading understands a position of this list; empty for what is none
     */
    <T> Optional<T> position(String scope, Function<String, Optional<T>> reading) {
        return Optional.ofNullable(values.get(CURSOR)).map(cursor -> ListCursor.read(cursor, scope, reading));
    }

    /**
     * The value of a filter; null when it is not there.
     *
     * @param reading understands the text; empty when it is none
     * @param rule what the text must be, for the message
     */
    <T> @Nullable T read(String name, Function<String, Optional<T>> reading, String rule) {
        String text = values.get(name);
        if (text == null) {
            return null;
        }
        return QueryValue.read(name, text, reading, rule);
    }

    /** The values of all parameters that begin with {@code prefix}, by the rest of their names. */
    Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), value);
            }
        });
        return found;
    }
}
