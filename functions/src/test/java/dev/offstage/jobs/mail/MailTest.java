package dev.offstage.jobs.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.args.Args;
import dev.offstage.args.ArgsError;
import dev.offstage.args.Reading;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MailTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello\r\nBcc: eve@example.org",
                "Hello\nBcc: eve@example.org",
                "Hello\rBcc: eve@example.org",
                "Hello\u0000",
                "Hello\tyou",
                "Hello\u0085Bcc: eve@example.org",
                "Hello\u2028you",
                "Hello\u2029you",
                "half a pair \ud83d",
                " ",
                ""
            })
    void aSubjectIsOneLineWithoutControlCharacters(String subject) {
        assertThat(Mail.subject(subject)).isEmpty();
        assertThatThrownBy(() -> new Mail("ada@example.org", subject, "text", null))
                .hasMessageContaining(Mail.SUBJECT_RULE);
    }

    @Test
    void aSubjectHasAtMostTwoHundredCharacters() {
        assertThat(Mail.subject("🙂".repeat(200))).isPresent();
        assertThat(Mail.subject("🙂".repeat(201))).isEmpty();
        assertThat(Mail.subject("Grüße: 今日は 👩‍🚀!")).isPresent();
    }

    @Test
    void aTextMayHaveLinesAndTabsAndNoOtherControlCharacters() {
        assertThat(Mail.text("one\r\ntwo\n\tthree")).isPresent();
        assertThat(Mail.text("bell \u0007")).isEmpty();
        assertThat(Mail.text("half a pair \ud83d")).isEmpty();
        assertThat(Mail.text("a".repeat(100_000))).isPresent();
        assertThat(Mail.text("a".repeat(100_001))).isEmpty();
        assertThat(Mail.text("🙂".repeat(100_000))).isPresent();
        assertThatThrownBy(() -> new Mail("ada@example.org", "Hello", "\u0007", null))
                .hasMessageContaining(Mail.TEXT_RULE);
        assertThatThrownBy(() -> new Mail("ada@example.org", "Hello", "text", ""))
                .hasMessageContaining(Mail.TEXT_RULE);
    }

    /** As the door reads it, and the worker once more. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.org, eve@example.org",
                "Ada <ada@example.org>",
                "ada@example.org\r\nBcc: eve@example.org",
                "ada@faß.de",
                "ada@localhost",
                ""
            })
    void argumentsThatCarryAnotherAddressAreRefusedByTheirPlace(String to) {
        JsonObject args = Json.object()
                .put("to", to)
                .put("subject", "s\r\nBcc: eve@example.org")
                .put("text", "t");

        assertThat(pointers(args)).contains("/subject");
        assertThat(pointers(args.put("subject", "s"))).containsExactly("/to");
    }

    private static List<String> pointers(JsonObject args) {
        return switch (Args.of(Mail.class).read(args.toTree())) {
            case Reading.Fits<Mail> ignored -> List.of();
            case Reading.Refused<Mail> refused ->
                refused.errors().stream().map(ArgsError::pointer).toList();
        };
    }

    @Test
    void argumentsAreReadWithTheDomainInPunycode() {
        JsonObject args =
                Json.object().put("to", "ada@MÜNCHEN.de").put("subject", "s").put("text", "one\ntwo");

        assertThat(Args.of(Mail.class).read(args.toTree()))
                .isEqualTo(new Reading.Fits<>(new Mail("ada@xn--mnchen-3ya.de", "s", "one\ntwo", null)));
    }

    @Test
    void theSenderIsAPlainAddressOrNone() {
        assertThat(MailSettings.from(Map.of()).from()).isNull();
        assertThat(MailSettings.from(Map.of("MAIL_FROM", " ")).from()).isNull();
        assertThat(MailSettings.from(Map.of("MAIL_FROM", "offstage@example.org"))
                        .from())
                .isEqualTo(new MailAddress("offstage@example.org"));
        assertThatThrownBy(() -> MailSettings.from(Map.of("MAIL_FROM", "Offstage <offstage@example.org>")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "MAIL_FROM is \"Offstage <offstage@example.org>\"; it must be empty or one plain");
    }
}
