package dev.offstage.cron;

import dev.offstage.cron.FieldReading.Fits;
import dev.offstage.cron.FieldReading.Misfit;
import java.util.ArrayList;
import java.util.List;

/** Reads one field: its list item by item. */
final class FieldReader {
    private FieldReader() {}

    /**
     * What a field says.
     *
     * @param text in upper case
     */
    static FieldReading read(CronField field, String text) {
        if (text.equals("*") || (text.equals("?") && field.takesQuestionMark())) {
            return new Fits("*");
        }
        List<String> items = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            if (!field.hasShape(item)) {
                return unreadable(field, text, item);
            }
            switch (new ItemReader(field, item).read(field.parse(item))) {
                case Fits fits -> items.add(fits.list());
                case Misfit misfit -> {
                    return misfit;
                }
            }
        }
        // Every year stays every year, before 1970 and after 2199 too.
        boolean everyYear = field.isYears() && List.of(text.split(",", -1)).contains("*");
        String star = text.startsWith("*") && !field.isYears() ? "*" : "";
        return new Fits(everyYear ? "*" : star + String.join(",", items));
    }

    private static Misfit unreadable(CronField field, String text, String item) {
        String what = item.isEmpty()
                ? "a comma in " + Sentences.quoted(text) + " has nothing beside it"
                : Sentences.quoted(item) + " cannot be read";
        return new Misfit("In " + field.label + ", " + what + "; right would be such as " + field.examples + ".");
    }
}
