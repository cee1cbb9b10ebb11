package dev.offstage.aws;

import dev.offstage.engine.TaskStore;
import dev.offstage.task.FollowUp;
import dev.offstage.task.Sha256;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where the texts of a task lie: inside its item while they are short, so that this stays within a write unit or two; else each in
 * a sibling item that is written once; and what is larger than an item may be, among the payloads.
 *
 * @param result null without a result
 * @param followUp the arguments of the task to enqueue on failure; null without one
 */
record LongTexts(
        Place args, @Nullable Place result, @Nullable Place followUp) {
    private static final int LONGEST_INSIDE = 2048;

    /**
     * Where one text lies.
     *
     * @param at its sibling's sort key or its payload's; null when it is inside
     */
    record Place(String text, @Nullable String at) {
        void put(Item item, String name) {
            item.put(at == null ? name : pointer(name), at == null ? text : at);
        }
    }

    /** The attribute that says where the text {@code name} lies which is not inside. */
    static String pointer(String name) {
        return name + "At";
    }

    static LongTexts of(TaskRecord task) {
        String result = task.ending() == null ? null : task.ending().result();
        FollowUp followUp = task.spec().onFailure();
        return new LongTexts(
                // By its content: a retry by hand may come with other arguments.
                place(task, "args", task.spec().args(), digest(task.spec().args())),
                // With the revision: a late twin that loses must not overwrite the winner's text.
                result == null ? null : place(task, "result", result, String.valueOf(task.revision())),
                followUp == null ? null : place(task, "onFailure", followUp.args(), digest(followUp.args())));
    }

    private static Place place(TaskRecord task, String name, String text, String which) {
        if (fits(text, LONGEST_INSIDE)) {
            return new Place(text, null);
        }
        return new Place(
                text,
                fits(text, TaskStore.LONGEST_TEXT)
                        ? beside(task.id()) + name + "#" + which
                        : Payloads.PREFIX + task.id() + "/" + name + "-" + which);
    }

    /**
     * The prefix of the sort keys of all that lies beside the task's item. It comes after every id, so that reading a range of ids
     * never touches long texts.
     */
    static String beside(TaskId task) {
        return "~" + task + "#";
    }

    private static String digest(String text) {
        if (fits(text, LONGEST_INSIDE)) {
            return "";
        }
        byte[] hash = Sha256.of(text);
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    private static boolean fits(String text, int most) {
        return text.length() <= most && (text.length() * 3L <= most || bytes(text) <= most);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
