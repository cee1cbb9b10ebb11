package dev.offstage.local.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Stands before a handler and passes on what the porter lets in. */
public final class DoorHandler extends Handler.Wrapper {
    private final Porter porter;

    public DoorHandler(Porter porter, Handler inside) {
        super(inside);
        this.porter = porter;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        Optional<Refusal> refusal = porter.refusal(request.getHeaders()::get);
        if (refusal.isEmpty()) {
            return super.handle(request, response, callback);
        }
        response.setStatus(refusal.get().status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Refusal.TYPE);
        // A body that nobody read is in the way of the next request.
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        byte[] body = refusal.get().toJson().getBytes(StandardCharsets.UTF_8);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
