package dev.offstage.local;

import java.net.URI;

/** Where queues and tables are reached. */
record Endpoints(URI queues, URI tables) {
    /** The address of {@code port} at {@code host}; all addresses of this machine are reached by the loopback one. */
    static URI at(String host, int port) {
        String named = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://" + (named.contains(":") ? "[" + named + "]" : named) + ":" + port);
    }
}
