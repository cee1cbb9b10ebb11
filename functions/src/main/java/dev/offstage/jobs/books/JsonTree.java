package dev.offstage.jobs.books;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsNumber;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks into JSON of which any part may be missing, null or of another type than expected. */
final class JsonTree {
    private JsonTree() {}

    /** The value under these names, one inside the other; a missing node when the way ends before. */
    static JrsValue at(JrsValue root, String... names) {
        JrsValue value = root;
        for (String name : names) {
            value = value.path(name);
        }
        return value;
    }

    static @Nullable String text(JrsValue root, String... names) {
        return at(root, names) instanceof JrsString text ? text.getValue() : null;
    }

    static @Nullable Number number(JrsValue root, String... names) {
        return at(root, names) instanceof JrsNumber number ? number.getValue() : null;
    }

    /** The elements of an array; a single value stands for an array of one, nothing for an empty one. */
    static List<JrsValue> elements(JrsValue value) {
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!(value instanceof JrsArray array)) {
            return List.of(value);
        }
        List<JrsValue> elements = new ArrayList<>();
        array.elements().forEachRemaining(elements::add);
        return elements;
    }

    static List<String> names(JrsValue value) {
        List<String> names = new ArrayList<>();
        if (value instanceof JrsObject object) {
            object.fieldNames().forEachRemaining(names::add);
        }
        return names;
    }
}
