package dev.offstage.jobs.books;

import dev.offstage.jobs.books.PageReading.Moved;
import dev.offstage.jobs.books.PageReading.NoBook;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an answer's status and headers say before anyone looks at its text. */
final class ResponseCheck {
    private static final Set<String> FIREWALL_ACTIONS = Set.of("challenge", "captcha", "block");
    private static final Set<Integer> GONE = Set.of(404, 410);
    private static final Set<Integer> REFUSED = Set.of(202, 401, 403, 407);
    private static final Set<Integer> TOO_EARLY_OR_OFTEN = Set.of(408, 425, 429);

    private ResponseCheck() {}

    /** Null when the text decides. */
    static @Nullable PageReading refusal(int status, Map<String, String> headers, String html) {
        String action = headers.getOrDefault("x-amzn-waf-action", "");
        if (FIREWALL_ACTIONS.contains(action)) {
            return blocked("The site's firewall answered with \"" + action + "\" and status " + status + ".");
        }
        if (GONE.contains(status)) {
            return new NoBook(BookFailure.NOT_FOUND, "The site answered " + status + ": there is no such book.");
        }
        if (REFUSED.contains(status) || (status == 405 && PageNotice.isChallenge(html))) {
            return blocked("The site answered " + status + " instead of the page: it refuses this reader.");
        }
        if (status >= 500 || TOO_EARLY_OR_OFTEN.contains(status)) {
            return new NoBook(BookFailure.BUSY, "The site answered " + status + ": it has no time for this now.");
        }
        return status >= 200 && status < 300 ? null : unusual(status, headers.get("location"));
    }

    private static PageReading unusual(int status, @Nullable String location) {
        if (status >= 300 && status < 400) {
            return location == null
                    ? new NoBook(BookFailure.UNREADABLE, "The site answered " + status + " and does not say where to.")
                    : movedTo(location);
        }
        return status >= 400
                ? new NoBook(BookFailure.NOT_A_BOOK, "The site answered " + status + ", which is no book's page.")
                : new NoBook(BookFailure.UNREADABLE, "The site answered " + status + ", which is no final answer.");
    }

    /** A move, unless it leads to where one signs in. */
    static PageReading movedTo(String target) {
        return PageNotice.isSignInAddress(target)
                ? blocked("The page moved to where one signs in: it is not shown to this reader.")
                : new Moved(target);
    }

    static NoBook blocked(String detail) {
        return new NoBook(BookFailure.BLOCKED, detail);
    }
}
