package dev.offstage.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.TestClock;
import dev.offstage.jobs.notify.PostWebhook.Post;
import dev.offstage.task.Outcome;
import dev.offstage.testkit.Trial;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client against a server of its own. */
final class PostWebhookTest {
    private static final Post POST =
            new Post("n-1", "health-failing", "Grüße", "a\nb", Instant.parse("2026-11-21T12:00:00Z"));
    private static final Signer SIGNER = new Signer("correct-horse-battery");

    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final Receiver receiver = new Receiver();

    @AfterEach
    void stop() {
        receiver.close();
    }

    private Outcome run(URI url, Duration limit) throws Exception {
        PostWebhook handler = new PostWebhook(new Webhook(url, SIGNER, "1.2", limit, clock));
        return Trial.of(PostWebhook.TYPE, handler, clock).run(POST);
    }

    private Outcome run() throws Exception {
        return run(receiver.url("/hooks/offstage?key=s3cret"), Duration.ofSeconds(60));
    }

    @Test
    void postsTheNoticeSigned() throws Exception {
        assertThat(run()).isEqualTo(Outcome.done("{\"status\":204}"));

        assertThat(receiver.requests).singleElement().satisfies(came -> {
            assertThat(came.method()).isEqualTo("POST");
            assertThat(came.path()).isEqualTo("/hooks/offstage?key=s3cret");
            assertThat(came.body())
                    .isEqualTo("{\"id\":\"n-1\",\"event\":\"health-failing\",\"subject\":\"Grüße\",\"text\":\"a\\nb\","
                            + "\"at\":\"2026-11-21T12:00:00.000Z\"}");
            assertThat(came.headers())
                    .containsEntry("Content-Type", "application/json; charset=UTF-8")
                    .containsEntry("User-Agent", "Offstage/1.2")
                    .containsEntry(
                            "Offstage-Signature",
                            "t=1795262400,v1=76d2738b7253c6755891e9518e69847f1b10e64a1d6e220b577482ddd5cc2775");
        });
    }

    @Test
    void everyAttemptIsSignedAtItsMomentAndHasTheSameId() throws Exception {
        receiver.answers(503, Map.of());
        assertThat(run()).isInstanceOf(Outcome.Retry.class);
        clock.advance(Duration.ofMinutes(1));
        assertThat(run()).isInstanceOf(Outcome.Retry.class);

        assertThat(receiver.requests).extracting(Receiver.Came::body).containsOnly(POST.body());
        assertThat(receiver.requests)
                .extracting(came -> came.headers().get("Offstage-Signature").substring(0, 12))
                .containsExactly("t=1795262400", "t=1795262460");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 299})
    void twoHundredsAreASuccess(int status) throws Exception {
        receiver.answers(status, Map.of());

        assertThat(run()).isEqualTo(Outcome.done("{\"status\":" + status + "}"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410, 413, 422, 451})
    void whatIsNotWantedIsNotRepeated(int status) throws Exception {
        receiver.answers(status, Map.of("Retry-After", "5"));

        assertThat(run())
                .isEqualTo(Outcome.fail("refused", "127.0.0.1 answered " + status + ": it does not want this notice."));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
    void whatIsWantedLaterIsRepeated(int status) throws Exception {
        receiver.answers(status, Map.of());

        assertThat(run()).isEqualTo(Outcome.retry("busy", "127.0.0.1 answered " + status + "."));
    }

    @ParameterizedTest
    @CsvSource({
        "7,PT7S",
        "'Sat, 21 Nov 2026 12:02:00 GMT',PT2M",
        "86400,PT6H",
        "99999999999999,PT6H",
        "0,",
        "-5,",
        "soon,",
        "'Sat, 21 Nov 2026 11:00:00 GMT',"
    })
    void theReceiverSaysWhen(String header, Duration after) throws Exception {
        receiver.answers(429, Map.of("Retry-After", header));

        assertThat(run())
                .isInstanceOfSatisfying(
                        Outcome.Retry.class, retry -> assertThat(retry.after()).isEqualTo(after));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 304})
    void noRedirectIsFollowed(int status) throws Exception {
        receiver.answers(status, Map.of("Location", receiver.url("/elsewhere").toString()));

        assertThat(run())
                .isEqualTo(Outcome.fail(
                        "redirected",
                        "127.0.0.1 answered " + status
                                + "; redirects are not followed. Set NotifyWebhook to the new address."));
        assertThat(receiver.requests).hasSize(1);
    }

    @Test
    void aSilentReceiverIsAskedAgain() throws Exception {
        receiver.isSilent();

        assertThat(run(receiver.url("/"), Duration.ofMillis(200)))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.reason().code()).isEqualTo("timeout"));
    }

    @Test
    void nobodyThereIsAskedAgainAndThePathStaysSecret() throws Exception {
        receiver.close();

        assertThat(run()).isInstanceOfSatisfying(Outcome.Retry.class, retry -> {
            assertThat(retry.reason().code()).isEqualTo("unreachable");
            assertThat(retry.reason().message())
                    .startsWith("127.0.0.1 could not")
                    .doesNotContain("s3cret");
        });
    }

    @Test
    void aServerWithoutTlsIsNotTalkedTo() throws Exception {
        URI url = URI.create(receiver.url("/s3cret").toString().replace("http:", "https:"));

        assertThat(run(url, Duration.ofMillis(300))).isInstanceOf(Outcome.Retry.class);
        assertThat(receiver.requests).isEmpty();
    }

    @Test
    void withoutAWebhookTheTaskFailsAndSaysWhatToSet() throws Exception {
        assertThat(Trial.of(PostWebhook.TYPE, new PostWebhook(null)).run(POST))
                .isInstanceOfSatisfying(Outcome.Fail.class, fail -> {
                    assertThat(fail.reason().code()).isEqualTo("no-webhook");
                    assertThat(fail.reason().message()).contains("NotifyWebhook", "NotifyWebhookSecret");
                });
    }

    @Test
    void whatIsNoPostIsRefusedAtTheDoor() {
        assertThat(Trial.of(PostWebhook.TYPE, new PostWebhook(null))
                        .refusals(
                                "{\"id\": \"a b\", \"event\": \"No\", \"subject\": \"a\\nb\", \"text\": \"\\u0000\"}"))
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactly("/id invalid", "/event invalid", "/subject invalid", "/text invalid", "/at required");
    }
}
