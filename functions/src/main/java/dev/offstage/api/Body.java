package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The body of a request, to be read as what it calls itself. */
final class Body {
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern UTF_8 = Pattern.compile("utf-?8", Pattern.CASE_INSENSITIVE);

    private final String type;
    private final byte[] bytes;

    /** @param type the Content-Type; empty counts as JSON */
    Body(String type, byte[] bytes) {
        this.type = type;
        this.bytes = bytes;
    }

    /** Whether a browser's form was sent. */
    boolean isForm() {
        return media().equals(FORM);
    }

    boolean isEmpty() {
        return bytes.length == 0;
    }

    JrsValue json() {
        return json("");
    }

    /** The same where a form would do as well. */
    JrsValue jsonBesideForm() {
        return json(", or a form with 'Content-Type: " + FORM + "'");
    }

    private JrsValue json(String otherwise) {
        if (!type.isBlank() && !media().equals("application/json") && !media().endsWith("+json")) {
            throw Problem.notJson("The Content-Type is '" + Excerpt.of(type)
                    + "'; send JSON with the header 'Content-Type: application/json'" + otherwise + ".");
        }
        refuseOtherCharsets();
        try {
            return Json.parse(text());
        } catch (UnreadableJsonException e) {
            throw Problem.unreadable("The body is no JSON. " + e.getMessage());
        }
    }

    /** The fields of the form by name. */
    Map<String, String> form() {
        refuseOtherCharsets();
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : text().split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
            if (fields.putIfAbsent(name, value) != null) {
                throw Problem.unreadable("The form has the field '" + Excerpt.of(name) + "' twice.");
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            // One char an octet: octets that are no UTF-8 are seen rather than replaced.
            String octets = URLDecoder.decode(
                    new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1),
                    StandardCharsets.ISO_8859_1);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (IllegalArgumentException e) {
            throw Problem.unreadable("The form has a broken percent escape.");
        } catch (CharacterCodingException e) {
            throw Problem.unreadable("The form has percent escapes that are no UTF-8; send text in UTF-8.");
        }
    }

    private void refuseOtherCharsets() {
        Matcher charset = CHARSET.matcher(type);
        if (charset.find() && !UTF_8.matcher(charset.group(1)).matches()) {
            throw Problem.notJson("The Content-Type says the charset '" + Excerpt.of(charset.group(1))
                    + "'; send UTF-8, with 'charset=utf-8' or without a charset.");
        }
    }

    private String media() {
        return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private String text() {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
        if (result.isError()) {
            throw Problem.unreadable("The body is not UTF-8: what begins at offset " + in.position()
                    + " is no character; send text in UTF-8.");
        }
        return out.flip().toString();
    }
}
