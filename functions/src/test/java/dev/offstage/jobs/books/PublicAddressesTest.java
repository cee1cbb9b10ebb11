package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "169.254.170.2",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "203.0.113.7",
                "224.0.0.1",
                "239.255.255.250",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001::1",
                "2001:db8::1",
                "fc00::1",
                "fd00:ec2::254",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "100::1",
                "3fff::1"
            })
    void closedAddressesAreNotPublic(String literal) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(literal))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "11.0.0.0", "52.94.236.248", "100.63.255.255", "100.128.0.0",
                "172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255", "2600:9000::1", "2a00:1450::1",
                "64:ff9b::101:101", "2002:101:101::1", "::ffff:1.1.1.1"
            })
    void theRestIsPublic(String literal) {
        assertThat(PublicAddresses.contains(InetAddress.ofLiteral(literal))).isTrue();
    }

    @Test
    void oneClosedAddressAmongManyRefusesTheHost() {
        GuardedResolver resolver = new GuardedResolver(
                host -> new InetAddress[] {InetAddress.ofLiteral("1.1.1.1"), InetAddress.ofLiteral("10.1.2.3")}, null);

        assertThatThrownBy(() -> resolver.resolve("www.goodreads.com"))
                .isInstanceOf(GuardedResolver.RefusedAddressException.class)
                .hasMessageContaining("10.1.2.3");
    }

    @Test
    void onlyTheHostThatTheOperatorNamedMayBeAnywhere() throws UnknownHostException {
        GuardedResolver resolver =
                new GuardedResolver(host -> new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")}, "stub.test");

        assertThat(resolver.resolve("stub.test")).hasSize(1);
        assertThatThrownBy(() -> resolver.resolve("other.test"))
                .isInstanceOf(GuardedResolver.RefusedAddressException.class);
    }
}
