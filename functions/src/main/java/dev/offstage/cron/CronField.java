package dev.offstage.cron;

import com.cronutils.model.field.constraint.FieldConstraints;
import com.cronutils.model.field.value.SpecialChar;
import com.cronutils.parser.FieldParser;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of expressions, and what may stand in each. */
enum CronField {
    SECONDS("seconds", 0, 59, 60, List.of(), "", "30, 0-29, 0,30 or */10"),
    MINUTES("minutes", 0, 59, 60, List.of(), "", "30, 0-29, 0,30 or */15"),
    HOURS("hours", 0, 23, 24, List.of(), "", "9, 9-17, 8,20 or */2"),
    DAYS_OF_MONTH("days of month", 1, 31, 31, List.of(), "L|LW|L-{n}|{n}W", "15, 1-7, 1,15, */2, L, L-3, LW or 15W"),
    MONTHS("months", 1, 12, 12, Names.MONTHS, "", "6, JAN, 1-3, JAN,JUL or */3"),
    /** 0 and 7 are Sunday. */
    DAYS_OF_WEEK(
            "days of week", 0, 7, 7, Names.DAYS, "{v}L|{v}#{n}", "1 or MON, MON-FRI, 0,6, 5L (the last Friday) or 2#1"),
    /** 1 is Sunday. */
    AWS_DAYS_OF_WEEK(
            "days of week",
            1,
            7,
            7,
            Names.DAYS,
            "L|{v}L|{v}#{n}",
            "2 or MON, MON-FRI, 1,7, 6L (the last Friday) or 3#1"),
    YEARS("years", 1970, 2199, 230, List.of(), "", "2027, 2027-2030, 2027,2029 or *");

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

    CronField(String label, int first, int last, int size, List<String> names, String specials, String examples) {
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

    /** Whether a question mark may stand for a star. */
    boolean takesQuestionMark() {
        return this == DAYS_OF_MONTH || isWeekDays();
    }

    boolean isWeekDays() {
        return this == DAYS_OF_WEEK || this == AWS_DAYS_OF_WEEK;
    }

    /** Whether a range may go over the end: from Friday to Monday, from 22 to 4. */
    boolean isRound() {
        return this != YEARS;
    }

    /** Whether an item of the list is written as this field has it; its numbers may still be out of range. */
    boolean hasShape(String item) {
        return shape.matcher(item).matches();
    }

    /** The library's parser, which trusts what {@link #hasShape} has let through. */
    FieldParser parser() {
        return parser;
    }

    Map<String, Integer> names() {
        return names;
    }

    /** The number by which {@code CronFields} knows a value: days of week count from Sunday, 0. */
    int canonical(int value) {
        return isWeekDays() ? (value - (this == AWS_DAYS_OF_WEEK ? 1 : 0)) % 7 : value;
    }

    private static final class Names {
        static final List<String> MONTHS =
                List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
        static final List<String> DAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");
    }
}
