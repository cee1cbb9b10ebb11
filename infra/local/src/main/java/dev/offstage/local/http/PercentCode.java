package dev.offstage.local.http;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoded text. */
final class PercentCode {
    private PercentCode() {}

    /** The text of a piece of a path or query; a plus is a space where {@code form}. */
    static String decode(String encoded, boolean form) throws MalformedRequestException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int at = 0; at < encoded.length(); at++) {
            char letter = encoded.charAt(at);
            if (letter == '%') {
                octets.write(octet(encoded, at));
                at += 2;
            } else if (letter == '+' && form) {
                octets.write(' ');
            } else {
                octets.writeBytes(String.valueOf(letter).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.toByteArray()))
                    .toString();
        } catch (CharacterCodingException ignored) {
            throw new MalformedRequestException("\"" + encoded + "\" is not percent-encoded UTF-8.");
        }
    }

    private static int octet(String encoded, int at) throws MalformedRequestException {
        if (at + 2 < encoded.length()) {
            int high = Character.digit(encoded.charAt(at + 1), 16);
            int low = Character.digit(encoded.charAt(at + 2), 16);
            if (high >= 0 && low >= 0) {
                return high * 16 + low;
            }
        }
        throw new MalformedRequestException(
                "\"" + encoded + "\" holds a % that two hexadecimal digits do not follow; a % itself is written %25.");
    }
}
