package dev.offstage.count;

import java.util.Comparator;

/** Why tasks of a type failed: the code of their error. */
public record Cause(String type, String code) {
    static final Comparator<Cause> BY_NAME = Comparator.comparing(Cause::type).thenComparing(Cause::code);
}
