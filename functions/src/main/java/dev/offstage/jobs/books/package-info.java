/** Book pages: their links, their polite fetching, their parsing, and where the books are kept. */
@NullMarked
package dev.offstage.jobs.books;

import org.jspecify.annotations.NullMarked;
