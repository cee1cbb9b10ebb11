package dev.offstage.args;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many elements a {@link java.util.List} or members a {@link java.util.Map} may have, both ends included. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE_USE)
public @interface Size {
    /** The maximum of a list or a map without this annotation. */
    int USUAL_MAX = 1000;

    int min() default 0;

    int max() default USUAL_MAX;
}
