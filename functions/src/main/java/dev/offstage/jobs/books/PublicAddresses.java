package dev.offstage.jobs.books;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Tells addresses of the public internet from those of this machine, its networks and its cloud. */
final class PublicAddresses {
    /** Everything the registries of IANA do not call globally reachable, and multicast. */
    private static final List<Block> CLOSED_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4");

    /** Of IPv6 only 2000::/3 is given out; metadata, local, mapped and multicast addresses all lie outside. */
    private static final Block GLOBAL_V6 = Block.of("2000::/3");

    private static final List<Block> CLOSED_V6 = blocks("2001::/23", "2001:db8::/32", "3fff::/20");
    private static final Block SIX_TO_FOUR = Block.of("2002::/16");
    private static final Block NAT64 = Block.of("64:ff9b::/96");

    private PublicAddresses() {}

    /** Whether {@code address} is a public one; an address that wraps an IPv4 address is judged by that. */
    static boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return CLOSED_V4.stream().noneMatch(block -> block.contains(bytes));
        }
        if (NAT64.contains(bytes)) {
            return contains(inner(bytes, 12));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return contains(inner(bytes, 2));
        }
        return GLOBAL_V6.contains(bytes) && CLOSED_V6.stream().noneMatch(block -> block.contains(bytes));
    }

    private static InetAddress inner(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are always an address.", e);
        }
    }

    private static List<Block> blocks(String... texts) {
        return Stream.of(texts).map(Block::of).toList();
    }

    /** The addresses that begin with the first {@code bits} of {@code start}. */
    private record Block(InetAddress start, int bits) {
        static Block of(String text) {
            int slash = text.indexOf('/');
            return new Block(
                    InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(byte[] address) {
            byte[] prefix = start.getAddress();
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((prefix[bit / 8] ^ address[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
