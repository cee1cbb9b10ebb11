/** The task that the README shows. */
@NullMarked
package dev.offstage.example;

import org.jspecify.annotations.NullMarked;
