/** The template's functions, made from their handler classes and invoked as Lambda does. */
@NullMarked
package dev.offstage.local.function;

import org.jspecify.annotations.NullMarked;
