package dev.offstage.cron;

import com.cronutils.model.field.expression.Always;
import com.cronutils.model.field.expression.Between;
import com.cronutils.model.field.expression.Every;
import com.cronutils.model.field.expression.FieldExpression;
import com.cronutils.model.field.expression.On;
import com.cronutils.model.field.value.FieldValue;
import com.cronutils.model.field.value.IntegerFieldValue;
import dev.offstage.cron.FieldReading.Fits;
import dev.offstage.cron.FieldReading.Misfit;
import java.util.ArrayList;
import java.util.List;

/**
 * Says what the library's tree of one list item means. The library's own evaluation is not used: its steps within ranges, its
 * ranges over the end and its days of week go other ways than cron's.
 *
 * @param item as it was written
 */
record ItemReader(CronField field, String item) {

    FieldReading read(FieldExpression tree) {
        return switch (tree) {
            case Always always -> numbers(field.first, lastPlain(), 1);
            case On on -> on(on);
            case Between between -> between(between, 1);
            case Every every -> every(every);
            default -> new Misfit("In " + field.label + ", " + Sentences.quoted(item) + " cannot be read.");
        };
    }

    private FieldReading on(On on) {
        int value = on.getTime().getValue();
        int nth = on.getNth().getValue();
        return switch (on.getSpecialChar().getValue()) {
            case NONE -> number(value, "");
            case HASH -> nth < 1 || nth > 5 ? outOfRange("the week " + nth, 1, 5) : number(value, "#" + nth);
            case W -> number(value, "W");
            case LW -> new Fits("LW");
            case L -> last(value, nth);
            case QUESTION_MARK -> new Fits("*");
        };
    }

    private FieldReading last(int value, int daysBefore) {
        if (field.isDaysOfWeek()) {
            // For AWS the last day of the week is Saturday; elsewhere a bare L has no shape.
            return value < 0 ? number(field.last, "") : number(value, "L");
        }
        return daysBefore > 30
                ? outOfRange("the " + daysBefore + " days before the last", 0, 30)
                : new Fits(daysBefore <= 0 ? "L" : "L-" + daysBefore);
    }

    private FieldReading number(int value, String suffix) {
        return isIn(value)
                ? new Fits(field.canonical(value) + suffix)
                : outOfRange("" + value, field.first, field.last);
    }

    private FieldReading every(Every every) {
        int step = every.getPeriod().getValue();
        if (step < 1 || step > field.size) {
            return outOfRange("the step " + step, 1, field.size);
        }
        return switch (every.getExpression()) {
            case Always always -> numbers(field.first, lastPlain(), step);
            case On on -> from(on.getTime().getValue(), step);
            case Between between -> between(between, step);
            default -> new Misfit("In " + field.label + ", " + Sentences.quoted(item) + " cannot be read.");
        };
    }

    /** 5/15 begins at 5 and goes on to the end; 7 is Sunday, the first. */
    private FieldReading from(int first, int step) {
        return numbers(isIn(first) && first > lastPlain() ? field.first : first, lastPlain(), step);
    }

    private FieldReading between(Between between, int step) {
        int from = value(between.getFrom());
        int to = value(between.getTo());
        if (from > to && isIn(from) && isIn(to)) {
            return !field.isYears()
                    ? numbers(from, to + field.size, step)
                    : new Misfit("In " + field.label + ", " + Sentences.quoted(item)
                            + " goes backwards; right would be " + to + "-" + from + ".");
        }
        return isIn(to) || !isIn(from) ? numbers(from, to, step) : outOfRange("" + to, field.first, field.last);
    }

    private FieldReading numbers(int from, int to, int step) {
        if (!isIn(from)) {
            return outOfRange("" + from, field.first, field.last);
        }
        List<String> numbers = new ArrayList<>();
        for (int value = from; value <= to; value += step) {
            int round = value > field.last ? value - field.size : value;
            numbers.add("" + field.canonical(round));
        }
        return new Fits(String.join(",", numbers));
    }

    /** The last value without its second name: 7 is Sunday again. */
    private int lastPlain() {
        return field.first + field.size - 1;
    }

    private boolean isIn(int value) {
        return value >= field.first && value <= field.last;
    }

    private Misfit outOfRange(String what, int first, int last) {
        String in = item.equals(what) ? "" : " of " + Sentences.quoted(item);
        return new Misfit("In " + field.label + ", " + what + in + " is out of range; right would be " + first + " to "
                + last + ".");
    }

    private static int value(FieldValue<?> value) {
        return value instanceof IntegerFieldValue number ? number.getValue() : -1;
    }
}
