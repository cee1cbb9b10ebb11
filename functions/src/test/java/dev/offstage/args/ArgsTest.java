package dev.offstage.args;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgsTest {
    private enum Bulk {
        SMALL,
        VERY_LARGE
    }

    private record Address(
            @Text(min = 2, max = 2) String country,
            @Nullable String street) {}

    private record All(
            String text,
            int whole,
            long big,
            double real,
            boolean flag,
            BigDecimal amount,
            Instant at,
            Duration pause,
            LocalDate day,
            URI link,
            Bulk size,
            List<@Text(max = 3) String> words,
            Map<String, Integer> counts,
            Address address,
            JrsValue any,
            @Nullable Integer maybe) {}

    private static final String ALL = """
            {"text":"hi","whole":1,"big":9007199254740993,"real":0.5,"flag":true,"amount":12345678901234567.89,
             "at":"2026-03-01T13:00:00+01:00","pause":90.5,"day":"2026-03-01","link":"https://example.org/a?b=c","size":"very-large",
             "words":["a","b"],"counts":{"x":1},"address":{"country":"DE"},"any":[{"deep":null},1.10]}""";

    private static final Args<All> ARGS = Args.of(All.class);

    @Test
    void everyTypeIsReadFromJson() throws Exception {
        assertThat(read(ARGS, ALL))
                .isEqualTo(new All(
                        "hi",
                        1,
                        9_007_199_254_740_993L,
                        0.5,
                        true,
                        new BigDecimal("12345678901234567.89"),
                        Instant.parse("2026-03-01T12:00:00Z"),
                        Duration.ofMillis(90_500),
                        LocalDate.of(2026, 3, 1),
                        URI.create("https://example.org/a?b=c"),
                        Bulk.VERY_LARGE,
                        List.of("a", "b"),
                        Map.of("x", 1),
                        new Address("DE", null),
                        Json.parse("[{\"deep\":null},1.10]"),
                        null));
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        All args = read(ARGS, ALL);

        assertThat(read(ARGS, ARGS.text(args))).isEqualTo(args);
        assertThat(ARGS.text(args))
                .contains(
                        "\"at\":\"2026-03-01T12:00:00Z\"", "\"pause\":\"PT1M30.5S\"", "\"amount\":12345678901234567.89")
                .doesNotContain("maybe", "street");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(errors(ARGS, """
                {"text":7,"whole":"1","big":1.5,"flag":null,"amount":"x","at":"2026-03-01T13:00:00","pause":"soon","day":"yesterday",
                 "link":"/here","size":"huge","words":["a",1,"long"],"counts":{"x/y":"z"},"address":{"country":"DEU","town":"X"},"any":1,"nonsense":1}"""))
                .containsExactly(
                        "/text wrong-type",
                        "/whole wrong-type",
                        "/big invalid",
                        "/real required",
                        "/flag required",
                        "/amount wrong-type",
                        "/at invalid",
                        "/pause invalid",
                        "/day invalid",
                        "/link invalid-url",
                        "/size invalid",
                        "/words/1 wrong-type",
                        "/words/2 too-long",
                        "/counts/x~1y wrong-type",
                        "/address/country too-long",
                        "/address/town unknown-field",
                        "/nonsense unknown-field");
    }

    @Test
    void messagesSayWhatWouldBeRight() {
        assertThat(refused(ARGS, "{}").errors())
                .contains(
                        new ArgsError(
                                "/text", "required", "This is missing; it must be a text of at most 65536 characters."),
                        new ArgsError("/size", "required", "This is missing; it must be one of small, very-large."));
        assertThat(refused(ARGS, "[]").errors().getFirst().message())
                .startsWith("This must be an object with the members text, whole,")
                .endsWith(", not a list.");
    }

    private record Whole(int number, @Nullable Long big) {}

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.0", "1e0", "100e-2", "1.000000000000000000000000"})
    void oneIsOneHoweverItIsWritten(String one) {
        assertThat(read(Args.of(Whole.class), "{\"number\":" + one + "}").number())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "1.5, invalid",
        "1e-1, invalid",
        "2147483648, out-of-range",
        "-2147483649, out-of-range",
        "1e10, out-of-range",
        "1e400, out-of-range",
        "1e999999999, out-of-range",
        "1e-999999999, out-of-range",
        "'\"1\"', wrong-type",
        "true, wrong-type"
    })
    void numbersThatAnIntDoesNotHoldAreRefused(String number, String code) {
        assertThat(errors(Args.of(Whole.class), "{\"number\":" + number + "}")).containsExactly("/number " + code);
    }

    @Test
    void aLongEndsWhereItEnds() {
        assertThat(read(Args.of(Whole.class), "{\"number\":1,\"big\":9223372036854775807}")
                        .big())
                .isEqualTo(Long.MAX_VALUE);
        assertThat(errors(Args.of(Whole.class), "{\"number\":1,\"big\":9223372036854775808}"))
                .containsExactly("/big out-of-range");
    }

    private record Times(@Nullable Duration pause, @Nullable Instant at) {}

    @ParameterizedTest
    @CsvSource({"0, 0", "90, 90000", "1.5, 1500", "'\"PT1M30S\"', 90000", "'\"P1DT1S\"', 86401000", "1e2, 100000"})
    void durationsAreSecondsOrIso(String text, long millis) {
        assertThat(read(Args.of(Times.class), "{\"pause\":" + text + "}").pause())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, out-of-range",
        "'\"-PT1S\"', out-of-range",
        "1e300, out-of-range",
        "1e999999999, invalid",
        "'\"PT99999999999999999999H\"', invalid",
        "'\"90\"', invalid",
        "[], wrong-type"
    })
    void otherDurationsAreRefused(String text, String code) {
        assertThat(errors(Args.of(Times.class), "{\"pause\":" + text + "}")).containsExactly("/pause " + code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-03-01", "2026-03-01T12:00:00", "2026-02-30T12:00:00Z", "+20260-03-01T12:00:00Z", "now", ""
            })
    void timesWithoutAPlaceAreRefused(String text) {
        assertThat(errors(Args.of(Times.class), "{\"at\":\"" + text + "\"}")).containsExactly("/at invalid");
    }

    private record Picky(
            @Range(min = 1, max = 10) int few,

            @Text(min = 1, max = 5, pattern = "[a-z]+", rule = "a lower-case word")
            String word,

            @Size(min = 1, max = 2) List<String> list) {}

    @Test
    void boundsHoldOnBothEnds() {
        Args<Picky> args = Args.of(Picky.class);

        assertThat(read(args, "{\"few\":10,\"word\":\"abcde\",\"list\":[\"1\",\"2\"]}")
                        .few())
                .isEqualTo(10);
        assertThat(errors(args, "{\"few\":11,\"word\":\"\",\"list\":[]}"))
                .containsExactly("/few out-of-range", "/word too-short", "/list too-few");
        assertThat(errors(args, "{\"few\":0,\"word\":\"abcdef\",\"list\":[\"1\",\"2\",\"3\"]}"))
                .containsExactly("/few out-of-range", "/word too-long", "/list too-many");
        assertThat(refused(args, "{\"few\":1,\"word\":\"A\",\"list\":[\"1\"]}").errors())
                .containsExactly(new ArgsError("/word", "invalid", "This must be a lower-case word."));
    }

    private record Plain(String text) {}

    @Test
    void charactersOutsideTheBasicPlaneCountOnce() {
        String longest = "😀".repeat(Text.USUAL_MAX);

        assertThat(read(Args.of(Plain.class), "{\"text\":\"" + longest + "\"}").text())
                .isEqualTo(longest);
        assertThat(errors(Args.of(Plain.class), "{\"text\":\"" + longest + "a\"}"))
                .containsExactly("/text too-long");
    }

    @Test
    void halfACharacterIsNoText() {
        assertThat(errors(Args.of(Plain.class), "{\"text\":\"\\ud83d\"}")).containsExactly("/text invalid");
        assertThat(errors(Args.of(Anything.class), "{\"any\":[{\"\\udc00\":1}]}"))
                .containsExactly("/any invalid");
    }

    private record Anything(JrsValue any) {}

    record Even(int number, @Nullable Inner inner) {
        Even {
            if (number % 2 != 0) {
                throw new InvalidArgumentException("number", "This must be even.");
            }
        }
    }

    record Inner(String from, String to) {
        Inner {
            if (from.compareTo(to) > 0) {
                throw new IllegalArgumentException("'from' must not come after 'to'.");
            }
            if (from.equals("bug")) {
                throw new IllegalStateException("This constructor is wrong.");
            }
        }
    }

    @Test
    void whatTheConstructorRefusesIsAnError() {
        Args<Even> args = Args.of(Even.class);

        assertThat(refused(args, "{\"number\":1}").errors())
                .containsExactly(new ArgsError("/number", "invalid", "This must be even."));
        assertThat(refused(args, "{\"number\":2,\"inner\":{\"from\":\"b\",\"to\":\"a\"}}")
                        .errors())
                .containsExactly(new ArgsError("/inner", "invalid", "'from' must not come after 'to'."));
        assertThat(errors(args, "{\"number\":2,\"inner\":{\"from\":\"bug\",\"to\":\"c\"}}"))
                .containsExactly("/inner invalid");
    }

    @Test
    void hostileInputIsRefusedAndNothingElse() {
        String deep = "[".repeat(900) + "]".repeat(900);
        assertThat(errors(ARGS, deep)).containsExactly(" wrong-type");
        assertThat(errors(ARGS, "[".repeat(100_000))).containsExactly(" invalid");
        assertThat(read(Args.of(Anything.class), "{\"any\":" + deep + "}")).isNotNull();
        assertThat(errors(Args.of(Plain.class), "not json")).containsExactly(" invalid");
        assertThat(refused(Args.of(Plain.class), "{\"text\":\"a\",\"" + "x".repeat(5000) + "\\u0000\":1}")
                        .errors()
                        .getFirst()
                        .pointer())
                .hasSizeLessThan(250);
    }

    private record Many(@Size(max = 1_000_000) List<Integer> numbers) {}

    @Test
    void aHundredErrorsAreEnough() {
        String wrong = "\"x\",".repeat(100_000) + "1";

        assertThat(errors(Args.of(Many.class), "{\"numbers\":[" + wrong + "]}")).hasSize(100);
        assertThat(refused(Args.of(Many.class), "{\"numbers\":[" + wrong + "]}").summary())
                .startsWith("/numbers/0: This must be")
                .endsWith("And 97 more.");
    }

    private record Slow(@Text(pattern = "(a|b)*c") String text) {}

    @Test
    void aPatternThatOverflowsTheStackRefuses() {
        assertThat(errors(Args.of(Slow.class), "{\"text\":\"" + "ab".repeat(30_000) + "\"}"))
                .containsExactly("/text invalid");
    }

    @Test
    void whatWouldNotBeAcceptedIsNotWrittenEither() {
        assertThatThrownBy(() -> Args.of(Picky.class).text(new Picky(11, "Word", List.of("a"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("These are no arguments of Picky. /few: This must be a whole number from 1 to 10."
                        + " /word: This must be a lower-case word.");
    }

    private record Odd(Optional<String> maybe) {}

    private record Tree(List<Tree> children) {}

    private record Loose(@Nullable List<@Nullable Integer> numbers) {}

    @Test
    void typesThatArgumentsCannotHaveShowAtTheFirstUse() {
        Args<Odd> odd = Args.of(Odd.class);

        assertThatThrownBy(odd::schema)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Odd.maybe is of the type java.util.Optional<java.lang.String>");
        assertThatThrownBy(Args.of(Tree.class)::schema).hasMessageContaining("contains itself");
    }

    @Test
    void aListMayHoldNullWhereItSaysSo() {
        assertThat(read(Args.of(Loose.class), "{\"numbers\":[1,null]}").numbers())
                .containsExactly(1, null);
        assertThat(read(Args.of(Loose.class), "{\"numbers\":null}").numbers()).isNull();
        assertThat(Args.of(Loose.class).text(read(Args.of(Loose.class), "{\"numbers\":[null]}")))
                .isEqualTo("{\"numbers\":[null]}");
    }

    @Test
    void theSchemaSaysAllOfIt() {
        assertThat(Json.write(Args.of(Picky.class).schema()))
                .isEqualTo(
                        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"type\":\"object\",\"properties\":{"
                                + "\"few\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":10},"
                                + "\"word\":{\"type\":\"string\",\"minLength\":1,\"maxLength\":5,\"pattern\":\"^(?:[a-z]+)$\"},"
                                + "\"list\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"maxLength\":65536},\"minItems\":1,\"maxItems\":2}},"
                                + "\"required\":[\"few\",\"word\",\"list\"],\"additionalProperties\":false}");
        assertThat(Json.write(Args.of(Times.class).schema()))
                .contains(
                        "\"pause\":{\"anyOf\":[{\"type\":\"number\",\"minimum\":0,\"maximum\":100000000000},"
                                + "{\"type\":\"string\",\"format\":\"duration\"},{\"type\":\"null\"}]}",
                        "\"at\":{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"",
                        "\"required\":[]");
    }

    private static <A extends Record> A read(Args<A> args, String json) {
        return switch (args.read(json)) {
            case Reading.Fits<A> fits -> fits.args();
            case Reading.Refused<A> refused -> throw new AssertionError(refused.summary());
        };
    }

    private static <A extends Record> Reading.Refused<A> refused(Args<A> args, String json) {
        return (Reading.Refused<A>) args.read(json);
    }

    private static <A extends Record> List<String> errors(Args<A> args, String json) {
        return refused(args, json).errors().stream()
                .map(error -> error.pointer() + " " + error.code())
                .toList();
    }

    private record Intersected(
            @Text(pattern = "[a-z&&[^q]]+") String word) {}

    private record Possessive(@Text(pattern = "a++") String word) {}

    private record Named(@Text(pattern = "\\p{L}+") String word) {}

    @ParameterizedTest
    @ValueSource(classes = {Intersected.class, Possessive.class, Named.class})
    void aPatternThatJavaAloneReadsIsRefusedWhenItIsDeclared(Class<? extends Record> type) {
        assertThatThrownBy(() -> Args.of(type).schema())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ECMA 262");
    }
}
