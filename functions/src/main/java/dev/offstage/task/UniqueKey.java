package dev.offstage.task;

import java.util.List;

/**
 * What a task was unique by, so that it can take its key again.
 *
 * @param fields JSON pointers into the arguments; empty for all of them
 * @param mode how long it kept others off
 */
public record UniqueKey(List<String> fields, Uniqueness.Mode mode) {
    public UniqueKey {
        fields = List.copyOf(fields);
    }
}
