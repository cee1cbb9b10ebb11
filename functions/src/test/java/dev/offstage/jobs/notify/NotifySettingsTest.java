package dev.offstage.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.jobs.mail.MailAddress;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class NotifySettingsTest {
    private static final String SECRET = "correct-horse-battery";

    private static NotifySettings webhook(String url) {
        return NotifySettings.from(Map.of("NOTIFY_WEBHOOK", url, "NOTIFY_WEBHOOK_SECRET", SECRET));
    }

    @Test
    void nobodyIsToldUnlessSomebodyIsNamed() {
        assertThat(NotifySettings.from(Map.of())).isEqualTo(new NotifySettings(null, null, null));
        assertThat(NotifySettings.from(
                        Map.of("NOTIFY_MAIL_TO", " ", "NOTIFY_WEBHOOK", "", "NOTIFY_WEBHOOK_SECRET", SECRET)))
                .isEqualTo(new NotifySettings(null, null, null));
    }

    @Test
    void aMailGoesToOneAddress() {
        assertThat(NotifySettings.from(Map.of("NOTIFY_MAIL_TO", "ops@Example.org"))
                        .mailTo())
                .isEqualTo(new MailAddress("ops@example.org"));
        assertThatThrownBy(() -> NotifySettings.from(Map.of("NOTIFY_MAIL_TO", "ops")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("NOTIFY_MAIL_TO is \"ops\"; it must be empty or one plain mail address");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/hook",
                "HTTPS://example.org",
                "https://example.org:8443/a/b?key=value",
                "https://10.0.0.7/inside",
                "https://[2001:db8::1]/hook",
                "http://127.0.0.1:9000/hook",
                "http://localhost/hook",
                "http://[::1]:9000/"
            })
    void takesHttpsAndInTheClearOnlyThisMachine(String url) {
        assertThat(webhook(url).webhook()).isEqualTo(URI.create(url));
        assertThat(webhook(url).signer()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/hook",
                "http://127.0.0.1.example.org/",
                "http://127.0.0.2/",
                "http://localhost@example.org/",
                "https://user:word@example.org/",
                "https://user@example.org/",
                "https://example.org/#part",
                "https://example.org:0/",
                "https://example.org:65536/",
                "https:///hook",
                "https:example.org",
                "example.org/hook",
                "ftp://example.org/",
                "file:///etc/passwd",
                "not a url"
            })
    void refusesAnyOtherAddressWithoutRepeatingIt(String url) {
        assertThatThrownBy(() -> webhook(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("NOTIFY_WEBHOOK is no ")
                .hasMessageContaining("https://example.org/hooks/offstage")
                .hasNoCause()
                .satisfies(e -> assertThat(e.getMessage().replace("https://example.org/hooks/offstage", ""))
                        .doesNotContain(url));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too-short", "with spaces in it, which are not allowed", "ümlauts-ümlauts-ümlauts"})
    void aWebhookNeedsASecretWhichNoErrorRepeats(String secret) {
        assertThatThrownBy(() -> NotifySettings.from(
                        Map.of("NOTIFY_WEBHOOK", "https://example.org/", "NOTIFY_WEBHOOK_SECRET", secret)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("NOTIFY_WEBHOOK_SECRET does not fit; with NOTIFY_WEBHOOK it must be 16 to 128 ASCII"
                        + " characters without spaces.");
    }

    @Test
    void theSecretIsNotInTheWordsOfTheSettings() {
        assertThat(webhook("https://example.org/")).asString().doesNotContain(SECRET);
    }
}
