package dev.offstage.jobs.books;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes as text, as browsers read them: byte order mark, then header, then {@code meta}, else UTF-8. */
public final class BodyText {
    private static final Pattern LABEL =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([A-Za-z0-9_.:-]{1,40})", Pattern.CASE_INSENSITIVE);
    private static final Pattern META =
            Pattern.compile("<meta\\b[^>]{0,200}?\\b" + LABEL.pattern(), Pattern.CASE_INSENSITIVE);
    private static final int HEAD = 1024;

    private BodyText() {}

    /**
     * The text, without its byte order mark. Bytes that its charset does not know become U+FFFD.
     *
     * @param contentType the header's value; empty when there is none
     */
    public static String of(byte[] bytes, String contentType) {
        Charset charset = mark(bytes)
                .or(() -> named(LABEL.matcher(contentType)))
                .or(() -> named(META.matcher(head(bytes))).map(BodyText::readAsAscii))
                .orElse(StandardCharsets.UTF_8);
        String text = new String(bytes, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** A header's value: the client gives its bytes as Latin-1, sites send UTF-8. */
    static String ofHeader(String value) {
        try {
            byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return value;
        }
    }

    private static String head(byte[] bytes) {
        return new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
    }

    private static Optional<Charset> mark(byte[] bytes) {
        if (bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        if (bytes.length >= 2 && bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        return Optional.empty();
    }

    /** The charset of the label; Latin-1 and ASCII mean windows-1252 on the web. */
    private static Optional<Charset> named(Matcher label) {
        if (!label.find()) {
            return Optional.empty();
        }
        String name = label.group(1).toLowerCase(Locale.ROOT);
        boolean western = name.equals("iso-8859-1") || name.equals("latin1") || name.equals("us-ascii");
        try {
            return Optional.of(Charset.forName(western ? "windows-1252" : name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** A {@code meta} that could be read as ASCII cannot stand in UTF-16. */
    private static Charset readAsAscii(Charset charset) {
        return charset.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : charset;
    }
}
