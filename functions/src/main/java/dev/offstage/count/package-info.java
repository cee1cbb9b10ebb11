/** How many tasks were accepted and how they ended, by the quarter of an hour in which they were accepted. */
@NullMarked
package dev.offstage.count;

import org.jspecify.annotations.NullMarked;
