package dev.offstage.jobs.books;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;

/**
 * Turns the client's response into an answer: reads, unpacks and decodes the body as far as it is wanted.
 *
 * @param most the most bytes of a page, packed or unpacked
 */
record BodyReader(int most) {
    /** A longer robots.txt is read up to here, so that it fits the table. */
    static final int MOST_OF_ROBOTS = 300_000;

    private static final Set<String> HTML = Set.of("text/html", "application/xhtml+xml");

    /** The body is larger than is read. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1;

        TooLargeException(int most) {
            super("it has more than " + most + " bytes.");
        }
    }

    /** The body is packed in a way that was not offered. */
    static final class UnknownCodingException extends IOException {
        private static final long serialVersionUID = 1;

        UnknownCodingException(String coding) {
            super("the Content-Encoding is \"" + coding + "\", asked were gzip and deflate.");
        }
    }

    Hop.Answer answer(ClassicHttpResponse response, Hop.Request request) throws IOException {
        int status = response.getCode();
        Map<String, String> headers = headers(response);
        if (status == 200) {
            String type = mediaType(headers);
            return request.wanted() == Hop.Wanted.PAGE && !type.isEmpty() && !HTML.contains(type)
                    ? otherType(request.url(), type)
                    : new Hop.Answered(status, headers, text(response, headers, request.wanted()));
        }
        return new Hop.Answered(status, headers, saysAll(status) ? "" : textIfAny(response, headers));
    }

    /** Whether nothing in the body can change what {@code status} means. */
    private static boolean saysAll(int status) {
        return status == 202 || (status >= 300 && status != 405);
    }

    private static Hop.Answer otherType(URI url, String type) {
        return new Hop.Broken(
                BookFailure.NOT_A_BOOK, url + " is of type \"" + Excerpt.of(type) + "\"; a book page is text/html.");
    }

    private static String mediaType(Map<String, String> headers) {
        String type = headers.getOrDefault("Content-Type", "");
        return type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    private static Map<String, String> headers(ClassicHttpResponse response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Header header : response.getHeaders()) {
            String value = header.getValue() == null ? "" : header.getValue();
            headers.putIfAbsent(header.getName(), BodyText.ofHeader(value));
        }
        return headers;
    }

    /** The body of an answer whose status matters more: what can be had of it. */
    private String textIfAny(ClassicHttpResponse response, Map<String, String> headers) {
        try {
            return text(response, headers, Hop.Wanted.PAGE);
        } catch (IOException e) {
            return "";
        }
    }

    private String text(ClassicHttpResponse response, Map<String, String> headers, Hop.Wanted wanted)
            throws IOException {
        if (response.getEntity() == null) {
            return "";
        }
        InputStream raw = new CappedStream(response.getEntity().getContent(), most);
        InputStream unpacked = unpacked(raw, headers.getOrDefault("Content-Encoding", ""));
        if (wanted == Hop.Wanted.ROBOTS) {
            return wholeLines(unpacked.readNBytes(MOST_OF_ROBOTS));
        }
        ByteArrayOutputStream page = new ByteArrayOutputStream(1 << 16);
        new CappedStream(unpacked, most).transferTo(page);
        // The packing may end before the body does; only its true end shows that the connection was not cut.
        raw.transferTo(OutputStream.nullOutputStream());
        return BodyText.of(page.toByteArray(), headers.getOrDefault("Content-Type", ""));
    }

    /** A file that was cut must not end in half a rule. */
    private static String wholeLines(byte[] file) {
        String text = new String(file, StandardCharsets.UTF_8);
        return file.length < MOST_OF_ROBOTS ? text : text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private static InputStream unpacked(InputStream raw, String coding) throws IOException {
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> raw;
            case "gzip", "x-gzip" -> begun(raw, GZIPInputStream::new);
            case "deflate" -> begun(raw, BodyReader::inflated);
            default -> throw new UnknownCodingException(Excerpt.of(coding));
        };
    }

    /** Some sites call an empty body packed. */
    private static InputStream begun(InputStream raw, Unpacking unpacking) throws IOException {
        PushbackInputStream in = new PushbackInputStream(raw, 1);
        int first = in.read();
        if (first < 0) {
            return new ByteArrayInputStream(new byte[0]);
        }
        in.unread(first);
        return unpacking.of(in);
    }

    /** "deflate" means the zlib format, which begins with 8 in the low half of its first byte; some leave its frame out. */
    private static InputStream inflated(PushbackInputStream in) throws IOException {
        int first = in.read();
        in.unread(first);
        return new InflaterInputStream(in, new Inflater((first & 0x0f) != 8));
    }

    private interface Unpacking {
        InputStream of(PushbackInputStream in) throws IOException;
    }
}
