package dev.offstage.jobs.books;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names for the client, which connects to the very addresses that were checked here; a second look-up with
 * another answer cannot come between.
 *
 * @param trusted the host whose addresses are not checked, since the operator named it; null when there is none
 */
record GuardedResolver(Lookup lookup, @Nullable String trusted) implements DnsResolver {

    /** A name without an address, here as by RFC 6761 everywhere; it is never looked up. */
    static final String NOWHERE = "offstage.invalid";

    /** The addresses of a name. */
    interface Lookup {
        InetAddress[] addressesOf(String host) throws UnknownHostException;
    }

    /** A name led to an address that is not public. */
    static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1;

        RefusedAddressException(String message) {
            super(message);
        }
    }

    /** The addresses of a host, checked unless the operator named that host. */
    static GuardedResolver of(BookSettings settings) {
        String host = settings.origin().getHost().replaceAll("[\\[\\]]", "");
        return new GuardedResolver(InetAddress::getAllByName, settings.anotherSite() ? host : null);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.equals(NOWHERE)) {
            throw new UnknownHostException(NOWHERE);
        }
        InetAddress[] addresses = lookup.addressesOf(host);
        if (!host.equalsIgnoreCase(trusted)) {
            for (InetAddress address : addresses) {
                if (!PublicAddresses.contains(address)) {
                    throw new RefusedAddressException(
                            host + " resolves to " + address.getHostAddress() + ", which is no public address.");
                }
            }
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
