package dev.offstage.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An HTTP request as API Gateway hands it over. Nothing in it can be trusted, nor to be there. */
final class Request {
    private final APIGatewayV2HTTPEvent event;
    private final Instant end;

    /** @param end when the answer must be on its way */
    Request(APIGatewayV2HTTPEvent event, Instant end) {
        this.event = event;
        this.end = end;
    }

    Instant end() {
        return end;
    }

    String routeKey() {
        return orElse(event.getRouteKey(), "$default");
    }

    String method() {
        APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
        return context == null || context.getHttp() == null
                ? "GET"
                : orElse(context.getHttp().getMethod(), "GET");
    }

    String path() {
        return orElse(event.getRawPath(), "/");
    }

    String id() {
        APIGatewayV2HTTPEvent.RequestContext context = event.getRequestContext();
        return context == null ? "unknown" : orElse(context.getRequestId(), "unknown");
    }

    /** The query parameter's value, several joined by commas; empty when absent. */
    Optional<String> query(String name) {
        return of(event.getQueryStringParameters(), name);
    }

    /** A flag in the query: true, false, or false when absent. */
    boolean flag(String name) {
        String value = query(name).orElse("false");
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw Problem.unreadable(
                        "The query parameter '" + name + "' is '" + Excerpt.of(value) + "'; it must be true or false.");
        };
    }

    String pathParameter(String name) {
        return of(event.getPathParameters(), name).orElse("");
    }

    /** The body as JSON. */
    JrsValue json(int mostBytes) {
        refuseOtherThanJson();
        byte[] bytes = bytes();
        if (bytes.length > mostBytes) {
            throw Problem.tooLarge(
                    "The body has " + bytes.length + " bytes; " + mostBytes + " are the most. Send it in parts.");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Json.parse(text);
        } catch (CharacterCodingException e) {
            throw Problem.unreadable("The body is not UTF-8.");
        } catch (UnreadableJsonException e) {
            throw Problem.unreadable("The body is no JSON: " + Excerpt.of(String.valueOf(e.getMessage())));
        }
    }

    private void refuseOtherThanJson() {
        String type = of(event.getHeaders(), "content-type").orElse("application/json");
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!media.equals("application/json") && !media.endsWith("+json")) {
            throw Problem.notJson("The Content-Type is '" + Excerpt.of(type)
                    + "'; send JSON with the header 'Content-Type: application/json'.");
        }
    }

    private byte[] bytes() {
        String body = orElse(event.getBody(), "");
        if (!event.getIsBase64Encoded()) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw Problem.unreadable("The body is not the base64 that the event calls it.");
        }
    }

    private static Optional<String> of(@Nullable Map<String, String> map, String name) {
        return map == null ? Optional.empty() : Optional.ofNullable(map.get(name));
    }

    private static String orElse(@Nullable String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
