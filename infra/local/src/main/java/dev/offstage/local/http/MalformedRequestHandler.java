package dev.offstage.local.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Answers what the server cannot read as HTTP with a problem document. */
final class MalformedRequestHandler extends ErrorHandler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        Object reason = request.getAttribute(ERROR_MESSAGE);
        boolean ours = status < 500 || status == 505 || status == 501;
        byte[] body = (ours
                        ? Problem.malformed(status, "The request could not be read: " + reason + ".")
                        : "{\"message\":\"Internal Server Error\"}")
                .getBytes(StandardCharsets.UTF_8);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ours ? Problem.TYPE : "application/json");
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
