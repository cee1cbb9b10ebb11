package dev.offstage.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SourceNetworkTest {
    @ParameterizedTest
    @CsvSource({
        "203.0.113.7, 203.0.113.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::, 20010db800010002/64",
        "2001:db8:1:3::, 20010db800010003/64",
        "::ffff:203.0.113.7, 203.0.113.7",
        "::1, 0000000000000000/64",
        "localhost, unknown",
        "'', unknown",
        "' ', unknown",
        "203.0.113.7:80, unknown",
        "'a.b,c', unknown",
    })
    void ipv6CountsByItsNetwork(String address, String network) {
        assertThat(SourceNetwork.of(address)).isEqualTo(network);
    }

    @Test
    void aHugeAddressIsNone() {
        assertThat(SourceNetwork.of("1".repeat(100_000))).isEqualTo("unknown");
    }
}
