/** What goes to stderr: one JSON object a line, whoever wrote it. */
@NullMarked
package dev.offstage.local.log;

import org.jspecify.annotations.NullMarked;
