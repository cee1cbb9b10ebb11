package dev.offstage.local.http;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsBoolean;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** What a function answered, in payload format 2.0. */
record FunctionAnswer(int status, List<Map.Entry<String, String>> headers, ByteBuffer body) {
    /** An answer that is JSON without a status code is the body of a 200. */
    static FunctionAnswer read(String answer) throws UnreadableJsonException {
        JrsValue value = Json.parse(answer);
        if (!(value instanceof JrsObject object)
                || Json.number(object, "statusCode").isEmpty()) {
            return json(200, answer);
        }
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        if (object.get("headers") instanceof JrsObject named) {
            for (Iterator<String> names = named.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                headers.add(Map.entry(name, named.path(name).asText()));
            }
        }
        if (object.get("cookies") instanceof JrsArray cookies) {
            cookies.elements().forEachRemaining(cookie -> headers.add(Map.entry("set-cookie", cookie.asText())));
        }
        int status = Json.number(object, "statusCode").orElse(200).intValue();
        return new FunctionAnswer(status, headers, body(object));
    }

    private static ByteBuffer body(JrsObject answer) {
        String text = answer.get("body") instanceof JrsString body ? body.getValue() : "";
        return ByteBuffer.wrap(
                JrsBoolean.TRUE.equals(answer.get("isBase64Encoded"))
                        ? Base64.getDecoder().decode(text)
                        : text.getBytes(StandardCharsets.UTF_8));
    }

    static FunctionAnswer json(int status, String body) {
        return new FunctionAnswer(
                status,
                List.of(Map.entry("content-type", "application/json")),
                ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
    }

    /** What API Gateway itself says. */
    static FunctionAnswer gateway(int status, String message) {
        return json(status, Json.object().put("message", message).toText());
    }

    static FunctionAnswer problem(int status, String detail) {
        return new FunctionAnswer(
                status,
                List.of(Map.entry("content-type", Problem.TYPE)),
                ByteBuffer.wrap(Problem.malformed(status, detail).getBytes(StandardCharsets.UTF_8)));
    }
}
