package dev.offstage.local.queue;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;

/** What a function that reports failures says of its batch. */
final class BatchAnswer {
    private BatchAnswer() {}

    /**
     * The ids that failed: none for an answer that is empty or names none, all of {@code ids} for one that cannot be
     * read or names a message that was not in the batch, as Lambda has it.
     */
    static Set<String> failed(String answer, Set<String> ids) {
        if (answer.isBlank()) {
            return Set.of();
        }
        try {
            return failures(Json.parse(answer), ids).orElse(ids);
        } catch (UnreadableJsonException ignored) {
            return ids;
        }
    }

    private static Optional<Set<String>> failures(JrsValue answer, Set<String> ids) {
        if (answer instanceof JrsNull) {
            return Optional.of(Set.of());
        }
        if (!(answer instanceof JrsObject object)) {
            return Optional.empty();
        }
        return switch (object.get("batchItemFailures")) {
            case null -> Optional.of(Set.of());
            case JrsNull ignored -> Optional.of(Set.of());
            case JrsArray failures -> identifiers(failures, ids);
            default -> Optional.empty();
        };
    }

    private static Optional<Set<String>> identifiers(JrsArray failures, Set<String> ids) {
        Set<String> failed = new HashSet<>();
        for (Iterator<JrsValue> each = failures.elements(); each.hasNext(); ) {
            Optional<String> id = Json.text(each.next(), "itemIdentifier").filter(ids::contains);
            if (id.isEmpty()) {
                return Optional.empty();
            }
            failed.add(id.get());
        }
        return Optional.of(failed);
    }
}
