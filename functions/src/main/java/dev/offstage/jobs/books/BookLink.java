package dev.offstage.jobs.books;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link to a book's page, reduced to the book's id.
 *
 * @param bookId 1 to 18 digits without a leading zero
 */
public record BookLink(String bookId) {
    private static final int MAX_LENGTH = 2048;
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    /** Letters, marks and digits of any script, as browsers show them; escapes of "/", "\" and control characters fail. */
    private static final String SLUG = "(?:[A-Za-z0-9._~!$&'()*+,;=:@\\-[\\p{L}\\p{M}\\p{N}&&[^\\x00-\\x7F]]]++"
            + "|%(?![01]|2[Ff]|5[Cc]|7[Ff])[0-9A-Fa-f]{2})*+";

    /** What follows the path names no other page, so it may hold whatever is visible. */
    private static final String VISIBLE = "[^#\\\\\"<>\\s\\p{C}\\p{Z}]*+";

    /**
     * Possessive quantifiers keep the time linear. Host and scheme ignore the case of ASCII letters alone; the anchors are
     * those of {@link Matcher#matches()}, which knows no lines.
     */
    private static final Pattern LINK =
            Pattern.compile("(?i:https?://(?:www\\.)?goodreads\\.com)/(?:[a-z]{2}/)?book/show/" + "(?<id>"
                    + ID.pattern() + ")(?:[.-]" + SLUG + ")?+/?+(?:\\?" + VISIBLE + ")?+(?:#" + VISIBLE + ")?+");

    /** @throws IllegalArgumentException when {@code bookId} is no id */
    public BookLink {
        if (!ID.matcher(bookId).matches()) {
            throw new IllegalArgumentException(
                    "A book id has 1 to 18 digits and no leading zero, such as 3735293, but this is: " + bookId);
        }
    }

    /**
     * The link that {@code text} is: {@code http} or {@code https}, with or without {@code www.}, a locale of two letters,
     * a slug behind {@code .} or {@code -}, {@code .xml}, one slash, a query and a fragment. Empty for anything else, other
     * hosts, ports, user information, white space around the link and more than 2,048 characters included.
     */
    public static Optional<BookLink> read(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher link = LINK.matcher(text);
        return link.matches() ? Optional.of(new BookLink(link.group("id"))) : Optional.empty();
    }

    /** The one address of the book's page, to which all its links lead. */
    public String url() {
        return "https://www.goodreads.com/book/show/" + bookId;
    }
}
