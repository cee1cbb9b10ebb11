package dev.offstage.jobs.books;

import java.util.Locale;

/** Why a page gave no book; {@link #code()} is the word that clients see. */
public enum BookFailure {
    NOT_FOUND,
    BLOCKED,
    NOT_A_BOOK,
    TRUNCATED,
    TOO_LARGE,
    REFUSED_ADDRESS,
    REFUSED_BY_ROBOTS,
    BUSY,
    TIMEOUT,
    UNREACHABLE,
    UNREADABLE;

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
