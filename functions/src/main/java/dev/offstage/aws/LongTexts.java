package dev.offstage.aws;

import dev.offstage.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a task's arguments and result lie: inside its item while they are short, else each in a sibling item that is written
 * once, so that the item stays within a write unit or two.
 *
 * @param args the text, or the sibling's sort key
 * @param result the text, or the sibling's sort key; null without a result
 */
record LongTexts(
        boolean argsInside,
        String args,
        boolean resultInside,
        @Nullable String result) {
    private static final int LONGEST_INSIDE = 2048;

    static LongTexts of(TaskRecord task) {
        String args = task.spec().args();
        String result = task.ending() == null ? null : task.ending().result();
        boolean argsInside = isShort(args);
        boolean resultInside = result == null || isShort(result);
        return new LongTexts(
                argsInside,
                argsInside ? args : task.id() + "#args",
                resultInside,
                // With the revision: a late twin that loses must not overwrite the winner's text.
                resultInside ? result : task.id() + "#result#" + task.revision());
    }

    private static boolean isShort(String text) {
        return text.length() <= LONGEST_INSIDE && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST_INSIDE;
    }
}
