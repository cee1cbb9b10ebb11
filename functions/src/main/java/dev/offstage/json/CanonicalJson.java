package dev.offstage.json;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsNull;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** Text that is the same for equal JSON values, whatever the order of their members and the form of their numbers. */
public final class CanonicalJson {
    private final StringBuilder text = new StringBuilder();
    private final boolean withNulls;

    private CanonicalJson(boolean withNulls) {
        this.withNulls = withNulls;
    }

    public static String of(JrsValue value) {
        return new CanonicalJson(true).written(value);
    }

    /** The same for values that differ only in members that are null in one and absent in the other. */
    public static String withoutNulls(JrsValue value) {
        return new CanonicalJson(false).written(value);
    }

    private String written(JrsValue value) {
        add(value);
        return text.toString();
    }

    /** As deep as the reader allows, which no stack minds. */
    private void add(JrsValue value) {
        switch (value) {
            case JrsObject object -> add(object);
            case JrsArray array -> add(array);
            case JrsNumber number ->
                text.append(new BigDecimal(number.getValue().toString()).stripTrailingZeros());
            default -> text.append(Json.write(value));
        }
    }

    private void add(JrsObject object) {
        Map<String, JrsValue> sorted = new TreeMap<>();
        object.fields().forEachRemaining(member -> {
            if (withNulls || !(member.getValue() instanceof JrsNull)) {
                sorted.put(member.getKey(), member.getValue());
            }
        });
        String separator = "{";
        for (Map.Entry<String, JrsValue> member : sorted.entrySet()) {
            text.append(separator)
                    .append(Json.write(new JrsString(member.getKey())))
                    .append(':');
            add(member.getValue());
            separator = ",";
        }
        text.append(sorted.isEmpty() ? "{}" : "}");
    }

    private void add(JrsArray array) {
        String separator = "[";
        for (Iterator<JrsValue> elements = array.elements(); elements.hasNext(); ) {
            text.append(separator);
            add(elements.next());
            separator = ",";
        }
        text.append(array.size() == 0 ? "[]" : "]");
    }
}
