/** Bearer tokens from the command line: where their table is, how to reach it, and what is said of them. */
@NullMarked
package dev.offstage.local.token;

import org.jspecify.annotations.NullMarked;
