package dev.offstage.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Addresses of this machine for callers that fail on purpose, which a host counts by address. Where the whole of
 * 127.0.0.0/8 is there, as on Linux, each is another one; elsewhere all are the usual one, and who was counted too often
 * waits until it may fail again.
 */
final class Elsewhere {
    private static final AtomicInteger LAST = new AtomicInteger();

    private Elsewhere() {}

    static InetAddress next() {
        int number = LAST.incrementAndGet();
        InetAddress address = InetAddress.ofLiteral("127.0." + (1 + number / 250) + "." + (1 + number % 250));
        try (ServerSocket there = new ServerSocket()) {
            there.bind(new InetSocketAddress(address, 0));
            return address;
        } catch (IOException ignored) {
            return InetAddress.getLoopbackAddress();
        }
    }
}
