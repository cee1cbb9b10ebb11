package dev.offstage.cron;

import com.cronutils.model.field.constraint.FieldConstraints;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.value.SpecialChar;
import com.cronutils.parser.FieldParser;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of expressions, and what may stand in each. */
final class CronField {
    private static final List<String> MONTH_NAMES =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> DAY_NAMES = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    static final CronField SECONDS = plain("seconds", 0, 59, "30, 0-29, 0,30 or */10");
    static final CronField MINUTES = plain("minutes", 0, 59, "30, 0-29, 0,30 or */15");
    static final CronField HOURS = plain("hours", 0, 23, "9, 9-17, 8,20 or */2");
    static final CronField DAYS_OF_MONTH = new CronField(
            "days of month", 1, 31, 31, List.of(), "L|LW|L-{n}|{n}W", "15, 1-7, 1,15, */2, L, L-3, LW or 15W");
    static final CronField MONTHS = new CronField("months", 1, 12, 12, MONTH_NAMES, "", "6, JAN, 1-3, JAN,JUL or */3");

    /** 0 and 7 are Sunday. */
    static final CronField DAYS_OF_WEEK = new CronField(
            "days of week", 0, 7, 7, DAY_NAMES, "{v}L|{v}#{n}", "1 or MON, MON-FRI, 0,6, 5L (the last Friday) or 2#1");

    /** 1 is Sunday. */
    static final CronField AWS_DAYS_OF_WEEK = new CronField(
            "days of week",
            1,
            7,
            7,
            DAY_NAMES,
            "L|{v}L|{v}#{n}",
            "2 or MON, MON-FRI, 1,7, 6L (the last Friday) or 3#1");

    static final CronField YEARS = plain("years", 1970, 2199, "2027, 2027-2030, 2027,2029 or *");

    /** As a sentence names it. */
    final String label;

    final int first;
    final int last;

    /** How many values there are before they begin anew. */
    final int size;

    final String examples;

    private final Map<String, Integer> names = new HashMap<>();
    private final Pattern shape;
    private final FieldParser parser;

    private CronField(
            String label, int first, int last, int size, List<String> names, String specials, String examples) {
        this.label = label;
        this.first = first;
        this.last = last;
        this.size = size;
        this.examples = examples;
        for (String name : names) {
            this.names.put(name, first + this.names.size());
        }
        String number = "[0-9]{1,9}";
        String value = "(?:" + String.join("|", names) + (names.isEmpty() ? "" : "|") + number + ")";
        String special =
                specials.isEmpty() ? "" : "|" + specials.replace("{n}", number).replace("{v}", value);
        shape = Pattern.compile(
                "\\*(?:/" + number + ")?|" + value + "(?:-" + value + ")?(?:/" + number + ")?" + special);
        parser = new FieldParser(
                new FieldConstraints(this.names, Map.of(), EnumSet.allOf(SpecialChar.class), first, last, true));
    }

    private static CronField plain(String label, int first, int last, String examples) {
        return new CronField(label, first, last, last - first + 1, List.of(), "", examples);
    }

    /** Whether a question mark may stand for a star. */
    boolean takesQuestionMark() {
        return isDaysOfWeek() || label.equals("days of month");
    }

    boolean isDaysOfWeek() {
        return label.equals("days of week");
    }

    boolean isYears() {
        return label.equals("years");
    }

    /** Whether an item of the list is written as this field has it; its numbers may still be out of range. */
    boolean hasShape(String item) {
        return shape.matcher(item).matches();
    }

    /** The library's tree of an item that {@link #hasShape} lets through; the library trusts more than is good. */
    FieldExpression parse(String item) {
        // The library knows 5L, but not FRIL.
        String name = item.substring(0, Math.min(3, item.length()));
        Integer number = isDaysOfWeek() && item.length() == 4 && item.endsWith("L") ? names.get(name) : null;
        return parser.parse(number == null ? item : number + "L");
    }

    /** The number by which {@code CronFields} knows a value: days of week count from Sunday, 0. */
    int canonical(int value) {
        return isDaysOfWeek() ? (value - first) % 7 : value;
    }
}
