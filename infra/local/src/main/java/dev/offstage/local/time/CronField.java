package dev.offstage.local.time;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/** One field of a cron expression. */
final class CronField {
    private CronField() {}

    /** The numbers that {@code text} allows; {@code names} stand for numbers from {@code least} on. */
    static BitSet parse(String text, int least, int most, List<String> names) {
        BitSet allowed = new BitSet();
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", 2);
            String[] ends = stepped[0].split("-", 2);
            boolean all = stepped[0].equals("*") || stepped[0].equals("?");
            int from = all ? least : number(ends[0], least, most, names);
            int single = stepped.length == 2 ? most : from;
            int to = all ? most : ends.length == 2 ? number(ends[1], least, most, names) : single;
            int step = stepped.length == 2 ? number(stepped[1], 1, most, List.of()) : 1;
            for (int value = from; value <= to; value += step) {
                allowed.set(value);
            }
        }
        return allowed;
    }

    private static int number(String text, int least, int most, List<String> names) {
        int named = names.indexOf(text.toUpperCase(Locale.ROOT));
        if (named >= 0) {
            return named + least;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException ignored) {
            // Said below, as for a number out of its range.
        }
        throw new IllegalArgumentException("holds \"" + text + "\", which is not known here; numbers from " + least
                + " to " + most + ", names, lists, ranges and steps are");
    }
}
