package dev.offstage.cron;

import java.util.Optional;

/** What an expression may be made of, whatever it says. */
final class Characters {
    private Characters() {}

    /** What is wrong with the text as such, a sentence; empty when nothing is. */
    static Optional<String> complaint(String text) {
        if (text.length() > CronReader.LONGEST) {
            return Optional.of(
                    "An expression has at most " + CronReader.LONGEST + " characters; this has " + text.length() + ".");
        }
        for (int i = 0; i < text.length(); i++) {
            char at = text.charAt(i);
            if ((at < ' ' && at != '\t') || at > '~') {
                return Optional.of(
                        "Character %d, U+%04X, cannot stand in an expression; right would be digits, letters of English, spaces and * , - / ? #."
                                .formatted(i + 1, (int) at));
            }
        }
        return text.isBlank()
                ? Optional.of("The expression is empty; right would be such as \"0 9 * * MON-FRI\".")
                : Optional.empty();
    }
}
