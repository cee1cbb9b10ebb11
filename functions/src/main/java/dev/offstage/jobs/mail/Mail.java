package dev.offstage.jobs.mail;

import dev.offstage.args.InvalidArgumentException;
import dev.offstage.args.Text;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A mail to one address; the arguments of a task that sends it.
 *
 * @param to an address as {@link MailAddress} writes it
 * @param text what is read where HTML is not shown
 * @param html null for none
 */
public record Mail(
        @Text(max = 254, pattern = Mail.ONE_ADDRESS, rule = MailAddress.RULE)
        String to,

        @Text(max = Mail.LONGEST_SUBJECT, pattern = Mail.ONE_LINE, rule = Mail.SUBJECT_RULE)
        String subject,

        @Text(max = Mail.LONGEST_TEXT, pattern = Mail.LINES, rule = Mail.TEXT_RULE)
        String text,

        @Nullable @Text(max = Mail.LONGEST_TEXT, pattern = Mail.LINES, rule = Mail.TEXT_RULE)
        String html) {
    /** What a subject must be: it becomes a header, so nothing in it may end one. */
    public static final String SUBJECT_RULE = "a text of 1 to 200 characters on one line, without control characters";

    /** What a body must be. */
    public static final String TEXT_RULE =
            "a text of 1 to 100,000 characters, without control characters other than tabs and line ends";

    public static final int LONGEST_SUBJECT = 200;
    static final int LONGEST_TEXT = 100_000;

    // The gist of the rules, for the schema and for telling all that is wrong at once. The constructor has the whole of
    // them.
    static final String ONE_ADDRESS = "[-!#-'+*./0-9=?A-~]+@[^\\u0000-\\u0020\\u007F-\\u009F@<>(),;:\"]+";
    public static final String ONE_LINE = "[^\\u0000-\\u001F\\u007F-\\u009F\\u2028\\u2029]+";
    public static final String LINES = "[^\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F]+";

    /** Refuses what no mail may hold, with a sentence that says what would be right. */
    public Mail {
        to = MailAddress.read(to)
                .map(MailAddress::text)
                .orElseThrow(() -> new InvalidArgumentException("to", "This must be " + MailAddress.RULE + "."));
        if (subject(subject).isEmpty()) {
            throw new InvalidArgumentException("subject", "This must be " + SUBJECT_RULE + ".");
        }
        if (text(text).isEmpty()) {
            throw new InvalidArgumentException("text", "This must be " + TEXT_RULE + ".");
        }
        if (html != null && text(html).isEmpty()) {
            throw new InvalidArgumentException("html", "This must be " + TEXT_RULE + ".");
        }
    }

    /** The subject {@code text}; empty when it is none. */
    public static Optional<String> subject(String text) {
        boolean fits = !text.isBlank()
                && text.codePointCount(0, text.length()) <= LONGEST_SUBJECT
                && text.codePoints().noneMatch(Mail::endsALineOrIsBroken);
        return fits ? Optional.of(text) : Optional.empty();
    }

    /** The body {@code text}, plain or HTML; empty when it is none. */
    public static Optional<String> text(String text) {
        boolean fits = !text.isBlank()
                && text.codePointCount(0, text.length()) <= LONGEST_TEXT
                && text.codePoints().allMatch(c -> c == '\t' || c == '\n' || c == '\r' || !isControlOrBroken(c));
        return fits ? Optional.of(text) : Optional.empty();
    }

    private static boolean endsALineOrIsBroken(int character) {
        int type = Character.getType(character);
        return type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || isControlOrBroken(character);
    }

    /** Half of a surrogate pair is a code point of its own, which UTF-8 cannot write. */
    private static boolean isControlOrBroken(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }
}
