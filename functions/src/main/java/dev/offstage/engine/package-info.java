/** Accepts, runs, settles and repairs tasks through two ports: {@code TaskStore} and {@code TaskQueue}. */
@NullMarked
package dev.offstage.engine;

import org.jspecify.annotations.NullMarked;
