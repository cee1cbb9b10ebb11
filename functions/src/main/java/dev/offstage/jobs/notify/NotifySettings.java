package dev.offstage.jobs.notify;

import dev.offstage.jobs.mail.MailAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who is told.
 *
 * @param mailTo gets a mail; null for nobody
 * @param webhook gets a POST; null for none
 * @param signer signs it; null without a webhook
 */
record NotifySettings(
        @Nullable MailAddress mailTo,
        @Nullable URI webhook,
        @Nullable Signer signer) {
    static final String MAIL_TO = "NOTIFY_MAIL_TO";
    static final String WEBHOOK = "NOTIFY_WEBHOOK";
    static final String SECRET = "NOTIFY_WEBHOOK_SECRET";

    private static final String RULE = "it must be an https URL without user, password and fragment, such as"
            + " https://example.org/hooks/offstage; http is taken for 127.0.0.1, [::1] and localhost alone.";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    private static final int LONGEST = 500;
    private static final Pattern SECRET_TEXT = Pattern.compile("[!-~]{16,128}");

    /**
     * The settings that {@code environment} names.
     *
     * @throws IllegalArgumentException with a sentence that names the variable and says what would be right; never with the webhook's
     *     address or its secret, for an address often is one too
     */
    static NotifySettings from(Map<String, String> environment) {
        String mailTo = environment.getOrDefault(MAIL_TO, "").strip();
        String webhook = environment.getOrDefault(WEBHOOK, "").strip();
        return new NotifySettings(
                mailTo.isEmpty() ? null : address(mailTo),
                webhook.isEmpty() ? null : url(webhook),
                webhook.isEmpty() ? null : signer(environment.getOrDefault(SECRET, "")));
    }

    private static MailAddress address(String text) {
        return MailAddress.read(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        MAIL_TO + " is \"" + text + "\"; it must be empty or " + MailAddress.RULE + "."));
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (text.length() <= LONGEST && isWhole(url) && (isSafe(url) || isHere(url))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Its message has the text.
            throw new IllegalArgumentException(WEBHOOK + " is no URL; " + RULE);
        }
        throw new IllegalArgumentException(WEBHOOK + " is no address that is taken; " + RULE);
    }

    private static boolean isWhole(URI url) {
        return url.getHost() != null
                && url.getRawUserInfo() == null
                && url.getRawFragment() == null
                && url.getPort() != 0
                && url.getPort() <= 65_535;
    }

    private static boolean isSafe(URI url) {
        return url.getScheme().equalsIgnoreCase("https");
    }

    private static boolean isHere(URI url) {
        return url.getScheme().equalsIgnoreCase("http") && LOOPBACK.contains(url.getHost());
    }

    private static Signer signer(String secret) {
        if (!SECRET_TEXT.matcher(secret).matches()) {
            throw new IllegalArgumentException(SECRET + " does not fit; with " + WEBHOOK
                    + " it must be 16 to 128 ASCII characters without spaces.");
        }
        return new Signer(secret);
    }
}
