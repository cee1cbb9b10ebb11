package dev.offstage.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.args.InvalidArgumentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NoticeTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "two\nlines", "a bell \u0007", "a separator \u2028"})
    void aSubjectIsOneLine(String subject) {
        assertThatThrownBy(() -> new Notice("event", subject, "text"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("This must be a text of 1 to 200 characters on one line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a bell \u0007", "half a pair \ud83d"})
    void aTextHasNoControlCharacters(String text) {
        assertThatThrownBy(() -> new Notice("event", "subject", text))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageStartingWith("This must be a text of 1 to 10,000 characters");
    }

    @Test
    void whatAProgramPutsTogetherIsMadeToFit() {
        Notice notice = Notice.of("event", "a\r\nb\u2028c\u0000".repeat(100), "x\n\u0007\u0085\ud83d".repeat(5_000));

        assertThat(notice.subject()).startsWith("a  b c a  b c ").hasSize(200).endsWith("…");
        assertThat(notice.text()).startsWith("x\n   x\n   x").hasSize(10_000).endsWith("…");
    }

    @Test
    void whatFitsStaysAsItIs() {
        assertThat(Notice.of("event", "Grüße 🎭", "a\tb\r\nc 🎭"))
                .isEqualTo(new Notice("event", "Grüße 🎭", "a\tb\r\nc 🎭"));
    }

    /** The cut may go through a pair. */
    @Test
    void aPairThatIsCutLeavesABlank() {
        Notice notice = Notice.of("event", "x".repeat(198) + "🎭🎭", "text");

        assertThat(notice.subject()).isEqualTo("x".repeat(198) + " …");
    }
}
