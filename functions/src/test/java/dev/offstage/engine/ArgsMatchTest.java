package dev.offstage.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which texts find which arguments. */
final class ArgsMatchTest {
    private static final String ARGS = """
            {"n": 5, "text": "5", "yes": true, "none": null, "empty": "", "half": 2.50, "long": 12345678901234567890,
             "to": {"address": "a@b.c", "a.b": "dots"}, "links": ["x", {"url": "y"}], "to.address": "flat"}""";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "n; 5",
                "text; 5",
                "yes; true",
                "none; null",
                "absent; null",
                "empty; ''",
                "half; 2.50",
                "long; 12345678901234567890",
                "to.address; a@b.c",
                "to.address; flat",
                "to.a.b; dots",
                "links.0; x",
                "links.1.url; y",
                "links.7; null",
                "n.x; null"
            })
    void aTextFindsWhatIsWrittenLikeIt(String name, String text) {
        assertThat(ArgsMatch.of(ARGS, Map.of(name, text))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "n; 5.0",
                "n; null",
                "text; \"5\"",
                "yes; True",
                "none; ''",
                "absent; ''",
                "half; 2.5",
                "to.address; a@b",
                "links.1; x",
                "links.-1; x",
                "links.999999999999; x"
            })
    void aTextFindsNothingElse(String name, String text) {
        assertThat(ArgsMatch.of(ARGS, Map.of(name, text))).isFalse();
    }

    @Test
    void everyNameMustFit() {
        assertThat(ArgsMatch.of(ARGS, Map.of("n", "5", "yes", "true"))).isTrue();
        assertThat(ArgsMatch.of(ARGS, Map.of("n", "5", "yes", "false"))).isFalse();
        assertThat(ArgsMatch.of("7", Map.of("n", "5"))).isFalse();
    }
}
