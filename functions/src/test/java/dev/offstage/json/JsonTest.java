package dev.offstage.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.stree.JrsValue;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class JsonTest {
    @Test
    void whatIsWrittenIsReadBack() throws UnreadableJsonException {
        String text = "{\"a\":[1,2.50,0.12345678901234567890,-3e7,true,null,\"\\u0000 \\\"ä€\"],\"b\":{}}";

        assertThat(Json.write(Json.parse(text)).replace("E+", "e")).isEqualTo(text);
    }

    @Test
    void faultsSayTheirPlace() {
        assertThatThrownBy(() -> Json.parse("{\n \"a\": x}")).hasMessageContaining("line 2, column");
        assertThatThrownBy(() -> Json.parse("[] []")).hasMessageContaining("one value alone");
        assertThatThrownBy(() -> Json.parse("\uFEFF{}")).hasMessageContaining("offset 0): a byte order mark (U+FEFF)");
        assertThatThrownBy(() -> Json.parse(" ")).hasMessageContaining("empty");
        assertThatThrownBy(() -> Json.parse("{\"a\":1,\"a\":2}")).isInstanceOf(UnreadableJsonException.class);
    }

    @Test
    void noTextThrowsAnythingElse() {
        String alphabet = "{}[]\",:0123456789eE+-.truefalsn\\u \t\n\u0000ä";
        for (long seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertReadOrUnreadable(text.toString());
        }
        assertReadOrUnreadable("[".repeat(100_000));
        assertReadOrUnreadable("1" + "0".repeat(100_000));
    }

    @Test
    void anExponentThatNoNumberHasIsToldWithItsPlace() throws UnreadableJsonException {
        for (String number : List.of(
                "1e9999999999",
                "-1e-2147483648",
                "0e99999999999",
                "1E+99999999999999999999",
                "100e2147483647",
                "0.01e-2147483640",
                "1e1000001000")) {
            assertThatThrownBy(() -> Json.parse("{\"a\": " + number + "}"))
                    .isInstanceOf(UnreadableJsonException.class)
                    .hasMessageStartingWith("At line 1, column 7 (offset 6): ")
                    .hasMessageContaining("exponent");
        }
        JrsValue edge =
                Json.parse("[1e999999999, 1e-999999999, 1" + "0".repeat(900) + "e999999999, 0.000100e-999999999]");
        assertThat(edge.size()).isEqualTo(4);
        assertThat(CanonicalJson.of(Json.parse(Json.write(edge)))).isEqualTo(CanonicalJson.of(edge));
    }

    private static void assertReadOrUnreadable(String text) {
        try {
            assertThat(Json.parse(text)).isNotNull();
        } catch (UnreadableJsonException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }
}
