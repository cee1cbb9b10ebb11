package dev.offstage.jobs.books;

import dev.offstage.jobs.books.PageReading.Found;
import dev.offstage.jobs.books.PageReading.NoBook;
import dev.offstage.jobs.books.PageReading.Unfinished;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Reads book pages of all generations. */
public final class BookPage {
    private BookPage() {}

    /**
     * Tells what an answer is and, if it is a book's page, reads the book.
     *
     * @param status the HTTP status
     * @param headers lower-case names to values; may be empty
     * @param askedId the book that was asked for; null when the page itself is to say which it is
     */
    public static PageReading read(String html, int status, Map<String, String> headers, @Nullable String askedId) {
        PageReading refusal = ResponseCheck.refusal(status, headers, html);
        if (refusal != null) {
            return refusal;
        }
        try {
            return read(html, askedId);
        } catch (RuntimeException | StackOverflowError e) {
            // Whatever a hostile page does to the parsers, it must not end the worker.
            return new NoBook(BookFailure.UNREADABLE, "The page could not be read: " + e);
        }
    }

    private static PageReading read(String html, @Nullable String askedId) {
        PageSources page = new PageSources(Jsoup.parse(html), html, askedId);
        if (page.hasBook()) {
            return page.endsInsideTitle() ? truncated() : found(page, askedId, true);
        }
        PageReading notice = PageNotice.of(page.document(), html);
        if (notice != null) {
            return notice;
        }
        if (page.saysNoBook()) {
            return new NoBook(BookFailure.NOT_FOUND, "The page says that there is no such book.");
        }
        if (page.isUnloaded()) {
            return isAnother(page, askedId) ? another(page, askedId) : new Unfinished(page.book(askedId, false));
        }
        if (page.isCut()) {
            return truncated();
        }
        return page.hasHead()
                ? found(page, askedId, page.hasStructuredHead())
                : new NoBook(BookFailure.NOT_A_BOOK, "The page can be read, but it is not about a book.");
    }

    private static PageReading found(PageSources page, @Nullable String askedId, boolean complete) {
        if (isAnother(page, askedId)) {
            return another(page, askedId);
        }
        Book book = page.book(askedId, complete);
        return book == null
                ? new NoBook(BookFailure.NOT_A_BOOK, "The page tells of a book without a title.")
                : new Found(book);
    }

    private static boolean isAnother(PageSources page, @Nullable String askedId) {
        String own = page.ownId();
        return askedId != null && own != null && !own.equals(askedId);
    }

    private static NoBook another(PageSources page, @Nullable String askedId) {
        return new NoBook(
                BookFailure.NOT_A_BOOK, "The page is about book " + page.ownId() + ", not book " + askedId + ".");
    }

    private static NoBook truncated() {
        return new NoBook(BookFailure.TRUNCATED, "The page ends before it tells of a book.");
    }
}
