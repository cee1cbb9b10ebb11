package dev.offstage.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PorterTest {
    private static final Porter STORES = Porter.ofStores(Set.of("Stores.Test"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.1:3000",
                "172.17.0.1:9324",
                "localhost",
                "LocalHost:3000",
                "localhost.",
                "api.localhost:3000",
                "[::1]",
                "[::1]:3000",
                "[fe80::1]:1"
            })
    void whatNobodyElseCanOwnIsLetIn(String host) {
        assertThat(Porter.OF_API.refusal(Map.of("Host", host)::get)).isEmpty();
        assertThat(STORES.refusal(Map.of("Host", host)::get)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "evil.example:3000",
                "127.0.0.1.evil.example",
                "localhost.evil.example",
                "evillocalhost",
                "stores.test",
                "127.0.0.1@evil.example",
                "[::1].evil.example",
                "1.2.3",
                "localhost:x",
                "localhost:1:2"
            })
    void otherNamesAreMisdirected(String host) {
        assertThat(Porter.OF_API.refusal(Map.of("Host", host)::get))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(421));
    }

    @Test
    void storesHaveFurtherNamesInAnyCase() {
        assertThat(STORES.refusal(Map.of("Host", "STORES.test:9324")::get)).isEmpty();
        assertThat(STORES.refusal(Map.of("Host", "other.test:9324")::get)).isPresent();
    }

    @Test
    void storesServeNoPages() {
        assertThat(page("Origin", "http://127.0.0.1:3000")).isEqualTo(Optional.of(403));
        assertThat(page("Origin", "null")).isEqualTo(Optional.of(403));
        assertThat(page("Sec-Fetch-Site", "cross-site")).isEqualTo(Optional.of(403));
        assertThat(page("Sec-Fetch-Site", "same-site")).isEqualTo(Optional.of(403));
        assertThat(page("Sec-Fetch-Site", "none")).isEmpty();
        assertThat(page("Sec-Fetch-Site", "same-origin")).isEmpty();
    }

    @Test
    void theApiLooksAtPagesItself() {
        assertThat(Porter.OF_API.refusal(Map.of("Host", "localhost", "Origin", "http://other.test")::get))
                .isEmpty();
    }

    private static Optional<Integer> page(String header, String value) {
        return STORES.refusal(Map.of("Host", "127.0.0.1:9325", header, value)::get)
                .map(Refusal::status);
    }
}
