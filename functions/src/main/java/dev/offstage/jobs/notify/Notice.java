package dev.offstage.jobs.notify;

import dev.offstage.args.InvalidArgumentException;
import dev.offstage.args.Text;
import dev.offstage.jobs.mail.Mail;

/**
 * What is to be told; the arguments of a task that tells it.
 *
 * @param event what kind of thing happened, for programs
 * @param subject the same for people, in a line
 * @param text all of it
 */
public record Notice(
        @Text(max = 60, pattern = Notice.WORDS, rule = "lower-case words joined by hyphens, such as health-failing")
        String event,

        @Text(max = Mail.LONGEST_SUBJECT, pattern = Mail.ONE_LINE, rule = Mail.SUBJECT_RULE)
        String subject,

        @Text(max = Notice.LONGEST_TEXT, pattern = Mail.LINES, rule = Notice.TEXT_RULE)
        String text) {
    static final String WORDS = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    static final int LONGEST_TEXT = 10_000;
    static final String TEXT_RULE =
            "a text of 1 to 10,000 characters, without control characters other than tabs and line ends";

    /** Refuses what no mail may hold, with a sentence that says what would be right. */
    public Notice {
        if (Mail.subject(subject).isEmpty()) {
            throw new InvalidArgumentException("subject", "This must be " + Mail.SUBJECT_RULE + ".");
        }
        if (Mail.text(text).isEmpty()) {
            throw new InvalidArgumentException("text", "This must be " + TEXT_RULE + ".");
        }
    }

    /** A notice whose words were put together by a program: what does not fit is cut, and what may not be there is a blank. */
    public static Notice of(String event, String subject, String text) {
        String line = subject.replaceAll("[\\t\\n\\r\\u2028\\u2029]", " ");
        return new Notice(event, fit(line, Mail.LONGEST_SUBJECT), fit(text, LONGEST_TEXT));
    }

    private static String fit(String text, int most) {
        String cut = text.length() <= most ? text : text.substring(0, most - 1) + "…";
        return cut.codePoints()
                .map(character ->
                        Mail.text(Character.toString(character)).isPresent() || isSpace(character) ? character : ' ')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isSpace(int character) {
        return character == '\t' || character == '\n' || character == '\r';
    }
}
