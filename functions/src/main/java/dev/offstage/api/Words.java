package dev.offstage.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Enumerated values by the words that clients know them by. */
final class Words {
    private Words() {}

    /** The value that {@code text} stands for; empty when there is none. */
    static <E extends Enum<E>> Optional<E> of(String text, Class<E> type, Function<E, String> word) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> word.apply(value).equals(text))
                .findFirst();
    }

    /** All words, for a message. */
    static <E extends Enum<E>> String rule(Class<E> type, Function<E, String> word) {
        List<String> words = Arrays.stream(type.getEnumConstants()).map(word).toList();
        return String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}
