package dev.offstage.local.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers commands of this machine that ask for the tables; everything else goes to the API. */
final class TablesAddressHandler extends Handler.Wrapper {
    private final TablesAddress address;

    TablesAddressHandler(TablesAddress address, Handler api) {
        super(api);
        this.address = address;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean asked = TablesAddress.ASKED.equals(request.getHeaders().get(TablesAddress.HEADER))
                && HttpMethod.GET.is(request.getMethod());
        if (!asked) {
            return super.handle(request, response, callback);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.write(true, ByteBuffer.wrap(address.toJson().getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }
}
