package dev.offstage.schedule;

import java.util.ArrayList;
import java.util.List;

/** Numbers below 64 as a set of bits, and as text: {@code 0,15-17,45}. */
final class Numbers {
    private Numbers() {}

    /** All from {@code first} to {@code last}. */
    static long all(int first, int last) {
        return upTo(last) & from(first);
    }

    /** The smallest in the set that is at least {@code number}; −1 when there is none. */
    static int atLeast(long set, int number) {
        long rest = set & from(number);
        return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
    }

    /** The greatest in the set that is at most {@code number}; −1 when there is none. */
    static int atMost(long set, int number) {
        return 63 - Long.numberOfLeadingZeros(set & upTo(number));
    }

    static boolean has(long set, int number) {
        return ((set >>> number) & 1) != 0;
    }

    /** What {@code 7} or {@code 3-9} says; both must lie between {@code first} and {@code last}. */
    static long read(String part, int first, int last) {
        int dash = part.indexOf('-');
        int from = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
        int to = dash < 0 ? from : Integer.parseInt(part.substring(dash + 1));
        if (from < first || to > last || from > to) {
            throw new IllegalArgumentException(part + " does not lie between " + first + " and " + last + ".");
        }
        return all(from, to);
    }

    /** Numbers and ranges, in order. */
    static List<String> write(long set) {
        List<String> parts = new ArrayList<>();
        int first = atLeast(set, 0);
        while (first >= 0) {
            int last = first;
            while (last < 63 && has(set, last + 1)) {
                last++;
            }
            parts.add(first == last ? "" + first : first + "-" + last);
            first = atLeast(set, last + 1);
        }
        return parts;
    }

    private static long from(int number) {
        return number > 63 ? 0 : -1L << number;
    }

    private static long upTo(int number) {
        return number < 0 ? 0 : -1L >>> (63 - number);
    }
}
