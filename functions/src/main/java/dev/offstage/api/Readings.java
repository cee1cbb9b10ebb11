package dev.offstage.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What a body asks for, each under a name: those that can be accepted and those that are refused, in the order of the body. */
final class Readings {
    private final Map<String, Asked> possible = new LinkedHashMap<>();
    private final Map<String, Problem> refused = new LinkedHashMap<>();

    /** Reads one more. */
    void add(String name, Supplier<Asked> read) {
        try {
            possible.put(name, read.get());
        } catch (Problem problem) {
            refused.put(name, problem);
        }
    }

    Map<String, Asked> possible() {
        return possible;
    }

    Map<String, Problem> refused() {
        return refused;
    }

    /** Why nothing can be made under {@code name}; empty when it can. */
    Optional<Problem> refusal(String name) {
        return Optional.ofNullable(refused.get(name));
    }
}
