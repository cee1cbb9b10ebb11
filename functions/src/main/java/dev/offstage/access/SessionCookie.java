package dev.offstage.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the cookie of a session says: {@code token.session.expiry.signature}.
 *
 * @param session a secret of 256 random bits
 * @param expiry in seconds since 1970
 */
record SessionCookie(String token, String session, long expiry) {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9]{12})\\.([A-Za-z0-9_-]{43})\\.([0-9]{1,12})\\.([A-Za-z0-9_-]{43})");

    /** The value to send to the browser. */
    String signed(String key) {
        return content() + "." + signature(key);
    }

    /** What {@code value} says, if {@code key} signed it. */
    static Optional<SessionCookie> read(String value, String key) {
        Matcher matcher = FORM.matcher(value);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        SessionCookie cookie = new SessionCookie(matcher.group(1), matcher.group(2), Long.parseLong(matcher.group(3)));
        return MessageDigest.isEqual(bytes(cookie.signed(key)), bytes(value)) ? Optional.of(cookie) : Optional.empty();
    }

    static boolean mayBe(String value) {
        return FORM.matcher(value).matches();
    }

    boolean lastsAt(Instant now) {
        return expiry > now.getEpochSecond();
    }

    String hash() {
        return Hashes.of(session);
    }

    private String content() {
        return token + "." + session + "." + expiry;
    }

    private String signature(String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(bytes(key), "HmacSHA256"));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(bytes(content())));
        } catch (GeneralSecurityException e) {
            throw new AssertionError("Every Java platform has HmacSHA256.", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "SessionCookie[" + token + "]";
    }
}
