package dev.offstage.schedule;

import java.util.BitSet;

/** The years of an expression of AWS, from 1970 to 2199; a star stands for every year, before and after too. */
final class Years {
    static final int FIRST = 1970;
    static final int LAST = 2199;

    private final boolean any;
    private final BitSet years = new BitSet();

    private Years(boolean any) {
        this.any = any;
    }

    static Years read(String text) {
        Years read = new Years(text.equals("*"));
        if (!read.any) {
            for (String part : text.split(",", -1)) {
                String[] ends = part.split("-", -1);
                int first = Integer.parseInt(ends[0]);
                int last = Integer.parseInt(ends[ends.length - 1]);
                if (ends.length > 2 || first < FIRST || last > LAST || first > last) {
                    throw new IllegalArgumentException(part + " does not lie between " + FIRST + " and " + LAST + ".");
                }
                read.years.set(first, last + 1);
            }
        }
        return read;
    }

    String write() {
        StringBuilder list = new StringBuilder(any ? "*" : "");
        for (int first = years.nextSetBit(0); first >= 0; ) {
            int last = years.nextClearBit(first) - 1;
            list.append(list.isEmpty() ? "" : ",").append(first);
            if (last > first) {
                list.append('-').append(last);
            }
            first = years.nextSetBit(last + 1);
        }
        return list.toString();
    }

    boolean isAny() {
        return any;
    }

    /** The first of them from {@code year} on; {@link Integer#MAX_VALUE} when there is none. */
    int atLeast(int year) {
        int found = any ? year : years.nextSetBit(Math.max(0, year));
        return found < 0 && !any ? Integer.MAX_VALUE : found;
    }

    /** The last of them up to {@code year}; {@link Integer#MIN_VALUE} when there is none. */
    int atMost(int year) {
        int found = any ? year : years.previousSetBit(Math.max(-1, year));
        return found < 0 && !any ? Integer.MIN_VALUE : found;
    }

    /** The last year in which to look for a time, when one looks from {@code year} on. */
    int horizon(int year) {
        return any ? year + 100 : years.length() - 1;
    }
}
