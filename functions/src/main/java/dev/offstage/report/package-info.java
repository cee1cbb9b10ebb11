/** What became of a day's tasks: made of the counts, kept, shown as JSON, as a page and as a mail. */
@NullMarked
package dev.offstage.report;

import org.jspecify.annotations.NullMarked;
