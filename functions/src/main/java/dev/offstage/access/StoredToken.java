package dev.offstage.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * A token as a store keeps it.
 *
 * @param hash SHA-256 of the token's text in hexadecimal
 */
public record StoredToken(Token token, String hash) {

    /** Whether {@code text} is this token's, found out in the same time whatever it is. */
    boolean isOf(TokenText text) {
        return MessageDigest.isEqual(
                hash.getBytes(StandardCharsets.US_ASCII), text.hash().getBytes(StandardCharsets.US_ASCII));
    }
}
