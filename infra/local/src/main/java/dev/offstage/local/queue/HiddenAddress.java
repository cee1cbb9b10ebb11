package dev.offstage.local.queue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * A loopback address that no page can guess. Linux and Windows have millions of them; where there is but one, as on
 * macOS, a page would have to guess the port alone.
 */
final class HiddenAddress {
    static final String USUAL = "127.0.0.1";

    private HiddenAddress() {}

    static String choose(RandomGenerator random) {
        String address = "127." + random.nextInt(64, 255) + "." + random.nextInt(1, 255) + "." + random.nextInt(1, 255);
        try (ServerSocket tried = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return tried.getInetAddress().getHostAddress();
        } catch (IOException ignored) {
            return USUAL;
        }
    }
}
