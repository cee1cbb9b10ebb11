package dev.offstage.local.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceTest {
    @Test
    void nothingNamedMeansTheLocalHost() {
        assertThat(new Place(null, null, null).endpoint()).isEqualTo(Place.LOCAL_HOST);
    }

    @Test
    void aTableAloneIsOnAws() {
        Place place = new Place(null, "offstage-TasksTable-1ABC", null);

        assertThat(place.endpoint()).isNull();
        assertThat(place.isAws()).isTrue();
        assertThat(place.isLoopback()).isFalse();
    }

    @Test
    void aRegionAloneIsRefused() {
        assertThatThrownBy(() -> new Place(null, null, "eu-central-1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--table NAME");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:3000, true, false",
        "http://LocalHost:8000/, true, false",
        "http://[::1]:8000, true, false",
        "http://localstack:4566, false, false",
        "http://127.0.0.1.example.test, false, false",
        "https://dynamodb.eu-central-1.amazonaws.com, false, true",
        "http://dynamodb.eu-central-1.amazonaws.com, false, false",
        "https://dynamodb.cn-north-1.amazonaws.com.cn, false, true",
        "https://amazonaws.com.example.test, false, false"
    })
    void anEndpointSaysWhoseItIs(String text, boolean loopback, boolean aws) {
        Place place = new Place(Place.endpoint(text), null, null);

        assertThat(place.isLoopback()).isEqualTo(loopback);
        assertThat(place.isAws()).isEqualTo(aws);
    }

    @Test
    void aSlashAtTheEndIsNoPath() {
        assertThat(Place.endpoint("HTTP://127.0.0.1:3000/")).isEqualTo(URI.create("http://127.0.0.1:3000"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "3000",
                "localhost:3000",
                "ftp://127.0.0.1",
                "http://",
                "http:///x",
                "http://127.0.0.1:3000/v1",
                "http://127.0.0.1:3000?x",
                "http://127.0.0.1:3000#x",
                "http://me:secret@127.0.0.1:3000",
                "http://a b"
            })
    void whatIsNoAddressIsRefusedInWords(String text) {
        assertThatThrownBy(() -> Place.endpoint(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--endpoint must be an address such as");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TasksTable", "offstage-TasksTable", "offstage-TasksTable-1KQ3JXU9Z"})
    void theTableOfAStackIsFound(String name) throws PlaceException {
        assertThat(TableName.choose(List.of("Others", name, "MyTasksTableBackup"), "x"))
                .isEqualTo(name);
    }

    @Test
    void noneOrSeveralTablesAreNamed() {
        assertThatThrownBy(() -> TableName.choose(List.of("a-TasksTable", "b-TasksTable"), "http://x"))
                .isInstanceOf(PlaceException.class)
                .hasMessageContainingAll("http://x", "--table", "a-TasksTable, b-TasksTable");
        assertThatThrownBy(() -> TableName.choose(List.of("Others"), "http://x"))
                .isInstanceOf(PlaceException.class)
                .hasMessageContainingAll("http://x", "--table", "Others");
        assertThatThrownBy(() -> TableName.choose(List.of(), "http://x"))
                .isInstanceOf(PlaceException.class)
                .hasMessageContainingAll("http://x", "--region");
    }

    @Test
    void lifetimesAreSecondsOrIso8601() {
        assertThat(Lifetime.read("90")).isEqualTo(Duration.ofSeconds(90));
        assertThat(Lifetime.read("PT1M30S")).isEqualTo(Duration.ofSeconds(90));
        assertThat(Lifetime.read(Lifetime.USUAL)).isEqualTo(Duration.ofDays(90));
        assertThat(Lifetime.read("never")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "0", "-1", "PT0S", "-PT5S", "P1Y", "1h", "1.5", "soon", "999999999999", "P99999D", "Never"})
    void whatIsNoLifetimeIsRefusedInWords(String text) {
        assertThatThrownBy(() -> Lifetime.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("--expires-in must be")
                .hasMessageEndingWith("not: " + text);
    }
}
