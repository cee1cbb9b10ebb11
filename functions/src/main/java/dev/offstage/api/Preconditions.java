package dev.offstage.api;

import dev.offstage.schedule.Schedule;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request demands of the schedule that it changes, by {@code If-Match} and {@code If-None-Match}. */
final class Preconditions {
    private static final String MATCH = "If-Match";
    private static final String NONE_MATCH = "If-None-Match";
    private static final String ANY = "*";
    private static final String ONE = "(?:W/)?\"[!#-~\\x80-\\uFFFF]*\"";
    private static final Pattern TAG = Pattern.compile(ONE);
    private static final Pattern LIST = Pattern.compile("[\\s,]*" + ONE + "(?:\\s*,[\\s,]*" + ONE + ")*[\\s,]*");

    private final List<String> match;
    private final List<String> noneMatch;

    private Preconditions(List<String> match, List<String> noneMatch) {
        this.match = match;
        this.noneMatch = noneMatch;
    }

    static Preconditions of(Request request) {
        return new Preconditions(tags(request, MATCH), tags(request, NONE_MATCH));
    }

    private static List<String> tags(Request request, String header) {
        String text = String.join(",", request.headers(header)).strip();
        if (text.isEmpty() || text.equals(ANY)) {
            return text.isEmpty() ? List.of() : List.of(ANY);
        }
        if (!LIST.matcher(text).matches()) {
            throw Problem.unreadable("The header " + header + " is '" + Excerpt.of(text)
                    + "'; it must be the ETag that an answer had, with its double quotes, or *.");
        }
        return TAG.matcher(text).results().map(MatchResult::group).toList();
    }

    /** Whether any state will do. */
    boolean areNone() {
        return match.isEmpty() && noneMatch.isEmpty();
    }

    /**
     * Throws the problem when {@code seen} is not as demanded.
     *
     * @param seen null when there is no schedule of that name
     */
    void check(String name, @Nullable Schedule seen) {
        if (!match.isEmpty() && !fits(match, seen, "")) {
            throw Problem.preconditionFailed(
                    "The schedule " + name
                            + (seen == null
                                    ? " is not there."
                                    : " is not the one that If-Match names; it was changed since.")
                            + " Read it again before you change it.",
                    seen == null ? null : EntityTag.of(seen));
        }
        if (!noneMatch.isEmpty() && fits(noneMatch, seen, "W/")) {
            throw Problem.preconditionFailed(
                    "There is a schedule " + name
                            + " already, which If-None-Match excludes. Leave the header out to replace it.",
                    seen == null ? null : EntityTag.of(seen));
        }
    }

    /** @param ignored what may stand before a tag that is compared; weak tags never match where all of a text is to be the same */
    private static boolean fits(List<String> tags, @Nullable Schedule seen, String ignored) {
        if (seen == null) {
            return false;
        }
        String tag = EntityTag.of(seen);
        return tags.contains(ANY) || tags.contains(tag) || (!ignored.isEmpty() && tags.contains(ignored + tag));
    }
}
