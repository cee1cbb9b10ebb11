package dev.offstage.jobs.books;

import dev.offstage.args.Text;

/** The book to parse. */
record BookArgs(
        @Text(max = 18, pattern = "[1-9][0-9]{0,17}", rule = "a book's id, 1 to 18 digits such as 3735293")
        String bookId) {}
