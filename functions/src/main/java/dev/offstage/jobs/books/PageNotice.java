package dev.offstage.jobs.books;

import dev.offstage.jobs.books.PageReading.NoBook;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Pages that stand where a book's page should: challenges, sign-in, excuses, moves. */
final class PageNotice {
    private static final Pattern CHALLENGE =
            Pattern.compile("token\\.awswaf\\.com|id=[\"']?challenge-container|gokuProps|AwsWafIntegration");
    private static final Pattern SIGN_IN_ADDRESS = Pattern.compile("/(?:user/sign_in|ap/signin)(?![a-z_])");
    private static final Pattern SIGN_IN_TITLE =
            Pattern.compile("(?i)(?:goodreads|amazon)?[ |:-]*(?:sign|log)[ -]?in(?: (?:to|with|for|\\||-|:).*)?");
    private static final Pattern BUSY_TITLE = Pattern.compile("(?i).*(?:request took too long|over capacity).*");
    private static final int LONGEST_MOVE = 300;

    private PageNotice() {}

    /** Null when the page is none of these. To be asked only about pages without a book. */
    static @Nullable PageReading of(Document page, String html) {
        if (isChallenge(html)) {
            return ResponseCheck.blocked("The page is a challenge to prove that a person reads it.");
        }
        if (isSignIn(page)) {
            return ResponseCheck.blocked("The page asks to sign in.");
        }
        if (BUSY_TITLE.matcher(page.title()).matches()) {
            return new NoBook(BookFailure.BUSY, "The page says that the site took too long.");
        }
        Element target = moveTarget(page);
        return target == null ? null : ResponseCheck.movedTo(target.attr("href"));
    }

    static boolean isChallenge(String html) {
        return CHALLENGE.matcher(html).find();
    }

    static boolean isSignInAddress(String address) {
        return SIGN_IN_ADDRESS.matcher(address.toLowerCase(Locale.ROOT)).find();
    }

    /** Whether the page says in words that there is no such book. */
    static boolean saysNotFound(Document page) {
        boolean error = page.selectFirst("[data-testid=errorText], .ErrorPage__title") != null;
        return error || page.title().toLowerCase(Locale.ROOT).startsWith("page not found");
    }

    private static boolean isSignIn(Document page) {
        Element canonical = page.selectFirst("link[rel=canonical]");
        return SIGN_IN_TITLE.matcher(page.title()).matches()
                || (canonical != null && isSignInAddress(canonical.attr("href")));
    }

    private static @Nullable Element moveTarget(Document page) {
        String text = page.body().text();
        return text.length() < LONGEST_MOVE && text.toLowerCase(Locale.ROOT).startsWith("you are being redirected")
                ? page.body().selectFirst("a[href]")
                : null;
    }
}
