package dev.offstage.access;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Who is behind an address: with IPv6 everyone has 2⁶⁴ of them, so the network counts. */
final class SourceNetwork {
    private static final int LONGEST = 45;

    private SourceNetwork() {}

    /** The /64 of an IPv6 address, an IPv4 address itself; one name for all that is no address. */
    static String of(String address) {
        try {
            // Never asks a name server: only an address in digits is read.
            InetAddress literal = InetAddress.ofLiteral(address.length() > LONGEST ? "" : address);
            return literal instanceof Inet6Address
                    ? HexFormat.of().formatHex(literal.getAddress(), 0, 8) + "/64"
                    : literal.getHostAddress();
        } catch (IllegalArgumentException e) {
            return "unknown";
        }
    }
}
