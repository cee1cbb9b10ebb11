package dev.offstage.local.http;

import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsString;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.local.http.Routes.Match;
import dev.offstage.local.template.Stack;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The event that API Gateway makes of a request, in payload format 2.0. */
final class HttpEventJson {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/uuuu:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpEventJson() {}

    static String of(RawRequest request, Match match, Instant now) throws MalformedRequestException {
        JsonObject event = Json.object()
                .put("version", "2.0")
                .put("routeKey", match.route().pattern().key())
                .put("rawPath", request.path())
                .put("rawQueryString", request.query());
        if (!request.cookies().isEmpty()) {
            event = event.put(
                    "cookies", request.cookies().stream().map(JrsString::new).toList());
        }
        event = event.put("headers", texts(request.headers()));
        Map<String, String> query = query(request.query());
        if (!query.isEmpty()) {
            event = event.put("queryStringParameters", texts(query));
        }
        if (!match.variables().isEmpty()) {
            event = event.put("pathParameters", texts(decoded(match.variables())));
        }
        event = event.put("requestContext", context(request, match, now));
        return withBody(request, event).toText();
    }

    private static JrsObject texts(Map<String, String> texts) {
        JsonObject object = Json.object();
        texts.forEach((name, value) -> {
            var unused = object.put(name, value);
        });
        return object.toTree();
    }

    private static Map<String, String> decoded(Map<String, String> variables) throws MalformedRequestException {
        Map<String, String> decoded = new LinkedHashMap<>();
        for (var variable : variables.entrySet()) {
            decoded.put(variable.getKey(), PercentCode.decode(variable.getValue(), false));
        }
        return decoded;
    }

    /** Decoded, with the values of a name that comes twice joined by a comma. */
    static Map<String, String> query(String raw) throws MalformedRequestException {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = PercentCode.decode(equals < 0 ? pair : pair.substring(0, equals), true);
            String value = equals < 0 ? "" : PercentCode.decode(pair.substring(equals + 1), true);
            query.merge(name, value, (first, next) -> first + "," + next);
        }
        return query;
    }

    private static JrsObject context(RawRequest request, Match match, Instant now) {
        JsonObject http = Json.object()
                .put("method", request.method())
                .put("path", request.path())
                .put("protocol", request.protocol())
                .put("sourceIp", request.sourceIp())
                .put("userAgent", request.headers().getOrDefault("user-agent", ""));
        return Json.object()
                .put("accountId", Stack.ACCOUNT)
                .put("apiId", "local")
                .put("domainName", request.headers().getOrDefault("host", "127.0.0.1"))
                .put("domainPrefix", "local")
                .put("http", http.toTree())
                .put("requestId", UUID.randomUUID().toString())
                .put("routeKey", match.route().pattern().key())
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli())
                .toTree();
    }

    private static JsonObject withBody(RawRequest request, JsonObject event) {
        Optional<String> text =
                isText(request.headers().getOrDefault("content-type", "")) ? text(request.body()) : Optional.empty();
        if (request.body().hasRemaining()) {
            event = event.put("body", text.orElseGet(() -> base64(request.body())));
        }
        return event.put("isBase64Encoded", request.body().hasRemaining() && text.isEmpty());
    }

    private static boolean isText(String contentType) {
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.startsWith("text/")
                || List.of("application/json", "application/javascript", "application/xml")
                        .contains(type)
                || type.endsWith("+json")
                || type.endsWith("+xml");
    }

    private static String base64(ByteBuffer body) {
        return StandardCharsets.US_ASCII
                .decode(Base64.getEncoder().encode(body.duplicate()))
                .toString();
    }

    private static Optional<String> text(ByteBuffer body) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(body.duplicate()).toString());
        } catch (CharacterCodingException ignored) {
            return Optional.empty();
        }
    }
}
