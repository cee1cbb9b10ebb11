package dev.offstage.args;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A place in the arguments that are being read, and the errors found so far anywhere in them. Its pointer is written for an error alone. */
final class Spot {
    private static final int LONGEST_NAME = 200;

    private final @Nullable Spot parent;
    private final Object step;
    private final List<ArgsError> errors;

    private Spot(@Nullable Spot parent, Object step, List<ArgsError> errors) {
        this.parent = parent;
        this.step = step;
        this.errors = errors;
    }

    static Spot root() {
        return new Spot(null, "", new ArrayList<>());
    }

    Spot at(int index) {
        return new Spot(this, index, errors);
    }

    Spot at(String name) {
        return new Spot(this, name, errors);
    }

    void refuse(String code, String message) {
        if (!isFull()) {
            errors.add(new ArgsError(pointer(), code, message));
        }
    }

    private String pointer() {
        return parent == null ? "" : parent.pointer() + "/" + Names.escaped(step.toString());
    }

    /** Whether there are so many errors that further ones help nobody. */
    boolean isFull() {
        return errors.size() >= Args.MOST_ERRORS;
    }

    List<ArgsError> errors() {
        return errors;
    }

    /** Foreign names come back without control characters and not at any length. */
    private static final class Names {
        private static final Pattern UNFIT = Pattern.compile("[\\p{Cntrl}\\p{Cs}]+");

        static String escaped(String name) {
            String clean = UNFIT.matcher(name).replaceAll(" ");
            String cut = clean.length() <= LONGEST_NAME ? clean : clean.substring(0, LONGEST_NAME) + "…";
            return cut.replace("~", "~0").replace("/", "~1");
        }
    }
}
