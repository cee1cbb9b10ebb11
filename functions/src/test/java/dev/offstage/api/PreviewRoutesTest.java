package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The preview of a schedule that is not saved. */
final class PreviewRoutesTest {
    private static final Api API = Api.with("open", "DEMO_TASKS", "true");

    private static Api.Reply preview(String body) {
        return API.call("POST /v1/schedules/preview").json(body).send();
    }

    /** Each time as its local time and mark. */
    private static List<String> times(Api.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        List<String> times = new ArrayList<>();
        ((JrsArray) reply.body().path("data"))
                .elements()
                .forEachRemaining(time -> times.add(
                        time.path("local").asText() + " " + time.path("mark").asText()));
        return times;
    }

    private static List<String> berlin(String cron, String dst, String from, int count) {
        return times(preview(
                "{\"schedule\": {\"when\": {\"cron\": \"" + cron + "\"}, \"zone\": \"Europe/Berlin\", \"dst\": \"" + dst
                        + "\"}, \"from\": \"" + from + "\", \"count\": " + count + "}"));
    }

    @Test
    void aTimeHasTheMembersOfTheContract() {
        Api.Reply reply = preview(
                "{\"schedule\": {\"when\": {\"cron\": \"30 2 * * *\"}, \"zone\": \"Europe/Berlin\"}, \"from\": \"2026-03-28T12:00:00Z\", \"count\": 2}");

        assertThat(reply.text())
                .isEqualTo(
                        "{\"data\":["
                                + "{\"at\":\"2026-03-29T01:00:00.000Z\",\"local\":\"2026-03-29T03:00:00+02:00\",\"mark\":\"moved\"},"
                                + "{\"at\":\"2026-03-30T00:30:00.000Z\",\"local\":\"2026-03-30T02:30:00+02:00\",\"mark\":\"normal\"}]}");
    }

    @Test
    void eachRuleForTheClocksShowsItsMarks() {
        assertThat(berlin("0,30 2 * * *", "vixie", "2026-03-29T00:00:00Z", 1))
                .containsExactly("2026-03-29T03:00:00+02:00 merged");
        assertThat(berlin("30 2 * * *", "skip", "2026-03-29T00:00:00Z", 1))
                .containsExactly("2026-03-30T02:30:00+02:00 normal");
        assertThat(berlin("30 2 * * *", "twice", "2026-10-24T12:00:00Z", 3))
                .containsExactly(
                        "2026-10-25T02:30:00+02:00 normal",
                        "2026-10-25T02:30:00+01:00 repeated",
                        "2026-10-26T02:30:00+01:00 normal");
        assertThat(berlin("30 2 * * *", "aws", "2026-10-24T12:00:00Z", 2))
                .containsExactly("2026-10-25T02:30:00+02:00 normal", "2026-10-26T02:30:00+01:00 normal");
    }

    @Test
    void itBeginsAfterNowAndHasTwentyTimes() {
        List<String> times = times(preview("{\"schedule\": {\"when\": {\"every\": 60}}}"));

        assertThat(times).hasSize(20).startsWith("2026-11-21T12:01:00+00:00 normal");
    }

    @Test
    void itEndsWhereTheScheduleDoes() {
        assertThat(times(preview("{\"schedule\": {\"when\": {\"every\": 60}, \"maxRuns\": 3}}")))
                .hasSize(3);
        assertThat(times(preview("{\"schedule\": {\"when\": {\"every\": 60}, \"endAt\": \"2026-11-21T12:02:00Z\"}}")))
                .hasSize(1);
        assertThat(
                        times(
                                preview(
                                        "{\"schedule\": {\"when\": {\"at\": \"2026-12-24T18:00:00+01:00\"}}, \"from\": \"2027-01-01T00:00:00Z\"}")))
                .isEmpty();
        assertThat(times(preview("{\"schedule\": {\"when\": {\"every\": 1}}, \"from\": \"9999-12-31T23:59:59.999Z\"}")))
                .isEmpty();
    }

    @Test
    void partsAreOnePlan() {
        assertThat(times(preview(
                        "{\"schedule\": {\"when\": {\"any\": [{\"cron\": \"0 13 * * *\"}, {\"at\": \"2026-11-21T12:30:00Z\"}, "
                                + "{\"aws\": \"cron(0 13 ? * * *)\"}]}}, \"count\": 2}")))
                .containsExactly("2026-11-21T12:30:00+00:00 normal", "2026-11-21T13:00:00+00:00 normal");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | /schedule",
                "{\"schedule\": null} | /schedule",
                "{\"schedule\": 5} | /schedule",
                "{\"schedule\": {}} | /schedule/when",
                "{\"schedule\": {\"when\": {\"cron\": \"0 0 30 2 *\"}}} | /schedule/when/cron",
                "{\"schedule\": {\"when\": {\"every\": 5}}, \"count\": 0} | /count",
                "{\"schedule\": {\"when\": {\"every\": 5}}, \"count\": 101} | /count",
                "{\"schedule\": {\"when\": {\"every\": 5}}, \"from\": \"now\"} | /from",
                "{\"schedule\": {\"when\": {\"every\": 5}}, \"dst\": \"skip\"} | /dst",
                "{\"schedule\": {\"when\": {\"every\": 5}, \"type\": \"demo-echo\"}} | /schedule/args/message",
                "{\"count\": 0, \"schedule\": {\"zone\": \"x\"}} | /count /schedule/when /schedule/zone"
            })
    void whatIsWrongIsNamed(String body, String pointers) {
        Api.Reply reply = preview(body);

        assertThat(reply.status()).as(reply.text()).isEqualTo(422);
        List<String> found = new ArrayList<>();
        ((JrsArray) reply.body().path("errors")).elements().forEachRemaining(error -> found.add(pointer(error)));
        assertThat(found).containsExactly(pointers.split(" "));
    }

    private static String pointer(JrsValue error) {
        return Json.text(error, "pointer").orElse("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "5", "{"})
    void whatIsNoObjectIsUnreadable(String body) {
        assertThat(preview(body).status()).isEqualTo(400);
    }
}
