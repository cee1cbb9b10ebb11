package dev.offstage.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import dev.offstage.engine.EventLog;
import dev.offstage.engine.Invocation;
import dev.offstage.engine.Measure;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An HTTP request as API Gateway hands it over. Nothing in it can be trusted, nor to be there. */
final class Request {
    private static final Pattern COOKIES = Pattern.compile("; *");

    private final APIGatewayV2HTTPEvent event;
    private final Instant end;
    private final Invocation invocation;

    /** @param end when the answer must be on its way */
    Request(APIGatewayV2HTTPEvent event, Instant end, Invocation invocation) {
        this.event = event;
        this.end = end;
        this.invocation = invocation;
    }

    EventLog log() {
        return invocation.log();
    }

    /** Counts tasks that this request brought into being. */
    void countAccepted(long tasks) {
        invocation.tally().add(Measure.ACCEPTED, tasks);
    }

    Instant end() {
        return end;
    }

    String routeKey() {
        return orElse(event.getRouteKey(), "$default");
    }

    String method() {
        return http(Http::getMethod, "GET");
    }

    /** Where the request came from, as API Gateway saw it. */
    String sourceIp() {
        return http(Http::getSourceIp, "unknown");
    }

    private String http(Function<Http, @Nullable String> member, String otherwise) {
        RequestContext context = event.getRequestContext();
        return context == null || context.getHttp() == null
                ? otherwise
                : orElse(member.apply(context.getHttp()), otherwise);
    }

    /** What API Gateway found out about the caller; empty when it asked nobody. */
    Optional<Authorizer> authorizer() {
        RequestContext context = event.getRequestContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getAuthorizer());
    }

    /** The values of a header; API Gateway joins several by commas, other hosts may not. */
    List<String> headers(String name) {
        Map<String, String> headers = event.getHeaders();
        // API Gateway writes names in lower case, "sam local" as they came.
        return headers == null
                ? List.of()
                : headers.entrySet().stream()
                        .filter(header -> header.getKey().equalsIgnoreCase(name) && header.getValue() != null)
                        .map(Map.Entry::getValue)
                        .toList();
    }

    /** The header's value; empty when there is none. */
    Optional<String> header(String name) {
        return headers(name).stream().findFirst();
    }

    /** Each cookie as {@code name=value}. */
    List<String> cookies() {
        return event.getCookies() != null
                ? event.getCookies()
                : headers("cookie").stream().flatMap(COOKIES::splitAsStream).toList();
    }

    /** The host that the client named. */
    String host() {
        RequestContext context = event.getRequestContext();
        return header("host").orElse(context == null ? "" : orElse(context.getDomainName(), ""));
    }

    String rawQuery() {
        return orElse(event.getRawQueryString(), "");
    }

    String path() {
        return orElse(event.getRawPath(), "/");
    }

    String id() {
        RequestContext context = event.getRequestContext();
        return context == null ? "unknown" : orElse(context.getRequestId(), "unknown");
    }

    /** The query parameter's value, several joined by commas; empty when absent. */
    Optional<String> query(String name) {
        return of(event.getQueryStringParameters(), name);
    }

    /** All query parameters by name; several values of one are joined by commas. */
    Map<String, String> query() {
        return event.getQueryStringParameters() == null ? Map.of() : event.getQueryStringParameters();
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

    /** The body, at most {@code mostBytes} of it. */
    Body body(int mostBytes) {
        String coding = header("content-encoding").orElse("").strip();
        if (!coding.isEmpty() && !coding.equalsIgnoreCase("identity")) {
            throw Problem.notJson("The Content-Encoding is '" + Excerpt.of(coding)
                    + "'; send the body as it is, without compression and without that header.");
        }
        return new Body(header("content-type").orElse(""), bytes(mostBytes));
    }

    private byte[] bytes(int mostBytes) {
        byte[] bytes = bytes();
        if (bytes.length > mostBytes) {
            throw Problem.tooLarge(
                    "The body has " + bytes.length + " bytes; " + mostBytes + " are the most. Send it in parts.");
        }
        return bytes;
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
