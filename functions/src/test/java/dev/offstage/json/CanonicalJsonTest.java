package dev.offstage.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CanonicalJsonTest {
    private static String of(String text) throws UnreadableJsonException {
        return CanonicalJson.of(Json.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1,\"b\":[true,null]}|{ \"b\" : [ true , null ], \"a\" : 1 }",
                "[100,0.5,0]|[1e2,5.0E-1,-0.0]",
                "12345678901234567890.5|12345678901234567890.50",
                "\"\\u00e9/\"|\"é\\/\"",
                "{\"x\":{},\"y\":[]}|{\"y\":[ ],\"x\":{ }}"
            })
    void equalValuesAreTheSameText(String one, String other) throws UnreadableJsonException {
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1,2]|[2,1]",
                "1|\"1\"",
                "{\"a\":null}|{}",
                "[[1],2]|[1,[2]]",
                "{\"a\":\"b\"}|{\"b\":\"a\"}",
                "12345678901234567890|12345678901234567891",
                "0.1|0.10000000000000000001",
                "\"a\"|\"a \"",
                "true|\"true\""
            })
    void otherValuesAreAnotherText(String one, String other) throws UnreadableJsonException {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    @Test
    void absentAndNullMayCountAsTheSame() throws UnreadableJsonException {
        assertThat(CanonicalJson.withoutNulls(Json.parse("{\"a\":null,\"b\":{\"c\":null}}")))
                .isEqualTo(CanonicalJson.withoutNulls(Json.parse("{\"b\":{}}")))
                .isNotEqualTo(CanonicalJson.withoutNulls(Json.parse("{\"b\":[null]}")));
    }
}
