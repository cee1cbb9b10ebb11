package dev.offstage.args;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bounds of a {@link String}, in characters (code points), both ends included. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Text {
    /** The maximum of a text without this annotation. */
    int USUAL_MAX = 65_536;

    int min() default 0;

    int max() default USUAL_MAX;

    /**
     * A regular expression that the whole text must match; it must not backtrack without end. Empty for any text. It is shown to clients
     * in the schema, so it is written as Java and ECMA 262 both read it: no {@code &&} and no class inside a class, no {@code \p}, {@code \s},
     * {@code \w} or others whose meanings differ, no possessive quantifier, no flags. Another one is refused when the type is declared.
     */
    String pattern() default "";

    /** What {@link #pattern} demands, in words that follow "This must be", such as "a book's id, such as 3735293". */
    String rule() default "";
}
