package dev.offstage.local.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Takes requests apart for the gateway and puts its answers together. */
final class RequestHandler extends Handler.Abstract {
    private static final int LARGEST_BODY = 10 * 1024 * 1024;

    private final Gateway gateway;

    RequestHandler(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<byte[]> body = body(request);
        FunctionAnswer answer;
        if (body.isEmpty()) {
            // The rest of the body is not read: the connection cannot serve another request.
            response.getHeaders().put(HttpHeader.CONNECTION, "close");
            answer = FunctionAnswer.gateway(413, "Request Entity Too Large");
        } else {
            answer = gateway.answer(raw(request, body.get()));
        }
        send(answer, response, callback);
        return true;
    }

    private static Optional<byte[]> body(Request request) throws IOException {
        if (request.getLength() > LARGEST_BODY) {
            return Optional.empty();
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        try (InputStream in = Content.Source.asInputStream(request)) {
            byte[] some = in.readNBytes(LARGEST_BODY + 1);
            body.writeBytes(some);
        }
        return body.size() > LARGEST_BODY ? Optional.empty() : Optional.of(body.toByteArray());
    }

    private static RawRequest raw(Request request, byte[] body) {
        Map<String, String> headers = new TreeMap<>();
        List<String> cookies = new ArrayList<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            if (field.getHeader() == HttpHeader.COOKIE) {
                cookies.addAll(List.of(value.split("; *")));
            } else {
                headers.merge(field.getName().toLowerCase(Locale.ROOT), value, (first, next) -> first + "," + next);
            }
        }
        HttpURI uri = request.getHttpURI();
        return new RawRequest(
                request.getMethod(),
                uri.getPath() == null ? "" : uri.getPath(),
                uri.getQuery() == null ? "" : uri.getQuery(),
                request.getConnectionMetaData().getProtocol(),
                Request.getRemoteAddr(request),
                headers,
                cookies,
                ByteBuffer.wrap(body));
    }

    private static void send(FunctionAnswer answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        answer.headers().forEach(header -> response.getHeaders().add(header.getKey(), header.getValue()));
        response.write(true, answer.body(), callback);
    }
}
