package dev.offstage.jobs.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.QuietContext;
import dev.offstage.engine.TaskContext;
import dev.offstage.json.Json;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;

/** The real client against a server of its own. */
final class SendEmailTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final TaskId ID = TaskId.next(NOON, new Random(1));
    private static final TaskContext CONTEXT = new QuietContext(ID, 1, false, NOON.plusSeconds(20), null, null);
    private static final Mail MAIL = new Mail("ada@example.org", "Grüße", "plain", null);

    private final FakeSes ses = new FakeSes();
    private final SesV2Client client = SesV2Client.builder()
            .endpointOverride(ses.address())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
            .overrideConfiguration(limits ->
                    limits.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(Duration.ofSeconds(60)))
            .httpClientBuilder(AwsCrtHttpClient.builder())
            .build();

    @AfterEach
    void stop() {
        client.close();
        ses.close();
    }

    private Outcome run(Mail mail) {
        return new SendEmail(new SesMailer(client, new MailAddress("offstage@example.org"))).run(mail, CONTEXT);
    }

    @Test
    void aMailIsHandedToSesWithTheMarkOfItsTask() {
        assertThat(run(MAIL)).isEqualTo(Outcome.done("{\"messageId\":\"m-1\"}"));

        assertThat(ses.requests.stream().map(Json::write))
                .containsExactly("{\"FromEmailAddress\":\"offstage@example.org\","
                        + "\"Destination\":{\"ToAddresses\":[\"ada@example.org\"]},"
                        + "\"Content\":{\"Simple\":{\"Subject\":{\"Data\":\"Grüße\",\"Charset\":\"UTF-8\"},"
                        + "\"Body\":{\"Text\":{\"Data\":\"plain\",\"Charset\":\"UTF-8\"}},"
                        + "\"Headers\":[{\"Name\":\"X-Offstage-Task\",\"Value\":\"" + ID + "\"}]}}}");
    }

    @Test
    void htmlGoesBesideTheTextWhereThereIsSome() {
        assertThat(run(new Mail("ada@example.org", "Hello", "plain", "<p>rich</p>")))
                .isInstanceOf(Outcome.Done.class);

        assertThat(Json.write(ses.requests
                        .getFirst()
                        .path("Content")
                        .path("Simple")
                        .path("Body")
                        .path("Html")))
                .isEqualTo("{\"Data\":\"<p>rich</p>\",\"Charset\":\"UTF-8\"}");
    }

    /** So whoever filters mails by the mark knows that the second is the first again. */
    @Test
    void everyAttemptOfATaskHasTheSameMark() {
        ses.refuse(500, "InternalServiceErrorException", "no luck");
        assertThat(run(MAIL)).isInstanceOf(Outcome.Retry.class);
        assertThat(run(MAIL)).isInstanceOf(Outcome.Retry.class);

        assertThat(ses.requests).hasSize(2);
        assertThat(ses.requests.get(0)).isEqualTo(ses.requests.get(1));
    }

    @ParameterizedTest
    @CsvSource({
        "429, TooManyRequestsException, Too many requests, throttled",
        "429, TooManyRequestsException, Maximum sending rate exceeded., throttled",
        "400, LimitExceededException, Daily message quota exceeded, throttled",
        "400, Throttling, Maximum sending rate exceeded., throttled",
        "400, ThrottlingException, Rate exceeded, throttled",
        "500, InternalServiceErrorException, Oops, unavailable",
        "503, ServiceUnavailable, Oops, unavailable",
        "403, AccessDeniedException, User is not authorized to perform: ses:SendEmail, not-allowed"
    })
    void whatPassesIsRetried(int status, String error, String message, String code) {
        ses.refuse(status, error, message);

        assertThat(run(MAIL)).isInstanceOfSatisfying(Outcome.Retry.class, retry -> {
            assertThat(retry.reason().code()).isEqualTo(code);
            assertThat(retry.reason().message()).contains(message);
            assertThat(retry.after()).isEqualTo(message.contains("Daily") ? Duration.ofMinutes(30) : null);
        });
        assertThat(ses.requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "400, MessageRejected, Email address is not verified., message-rejected",
        "400, MailFromDomainNotVerifiedException, Not verified, sender-not-verified",
        "400, AccountSuspendedException, Suspended, account-suspended",
        "400, SendingPausedException, Paused, sending-paused",
        "400, BadRequestException, Missing final '@domain', bad-request",
        "404, NotFoundException, Configuration set does not exist, ses-refused"
    })
    void whatStaysEndsTheTaskWithASentence(int status, String error, String message, String code) {
        ses.refuse(status, error, message);

        assertThat(run(MAIL)).isInstanceOfSatisfying(Outcome.Fail.class, fail -> {
            assertThat(fail.reason().code()).isEqualTo(code);
            assertThat(fail.reason().message()).contains(message).hasSizeGreaterThan(message.length() + 10);
        });
    }

    @Test
    void aServerThatIsNotThereMeansAnotherTime() {
        ses.close();

        assertThat(run(MAIL))
                .isInstanceOfSatisfying(
                        Outcome.Retry.class,
                        retry -> assertThat(retry.reason().code()).isEqualTo("unreachable"));
    }

    @Test
    void withoutASenderATaskFailsAndSaysWhatToSet() {
        assertThat(new SendEmail(null).run(MAIL, CONTEXT)).isInstanceOfSatisfying(Outcome.Fail.class, fail -> {
            assertThat(fail.reason().code()).isEqualTo("no-sender");
            assertThat(fail.reason().message()).contains("MailFrom", "MAIL_FROM");
        });
    }
}
