package dev.offstage.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.local.template.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sesv2.model.BadRequestException;
import software.amazon.awssdk.services.sesv2.model.Content;
import software.amazon.awssdk.services.sesv2.model.Message;
import software.amazon.awssdk.services.sesv2.model.MessageHeader;

@Timeout(60)
class MailServerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00.123Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private MailFolder mails;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private MailServer server;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private SesV2Client client;

    @BeforeEach
    void start() throws Exception {
        mails = new MailFolder(folder, InstantSource.fixed(NOW));
        server = MailServer.start(mails);
        client = SesV2Client.builder()
                .endpointOverride(server.address())
                .region(Region.of(Stack.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b")))
                .httpClientBuilder(AwsCrtHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hello",
                "Grüße — 今日は 🙂",
                "two\nlines\n",
                ".\n..\nFrom here on\n",
                "=3D stays, and so do trailing blanks  \nand\ttabs\t",
                "\n\n"
            })
    void aTextComesBackAsItWasSent(String text) throws IOException {
        String id = send("Hello", text, null);

        assertThat(mails.list(null, 10))
                .containsExactly(new KeptMail(id, "ada@example.org", "Hello", text, null, NOW, "task-1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Grüße — 今日は 🙂",
                "a very long subject, of many words that no line of a header could hold together with its name, so that it is folded twice or more often",
                "two  blanks and a colon: here",
                " blanks around ",
                "=?utf-8?Q?not_decoded=0D=0ABcc:_eve@example.org?=",
                "=?utf-8?Q?a_long_one_that_has_to_be_cut_into_several_words?= 🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂"
            })
    void aSubjectComesBackAsItWasSent(String subject) throws IOException {
        String id = send(subject, "Hello", null);

        assertThat(mails.list(null, 10)).extracting(KeptMail::subject).containsExactly(subject);
        assertThat(lines(id)).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(998));
    }

    @Test
    void aFileIsAMessageThatAnyMailProgramOpens() throws IOException {
        String id = send("Grüße", "plain ü", "<p>rich ü</p>");

        assertThat(id).isEqualTo("20261121T120000123Z-0000");
        assertThat(Files.readString(folder.resolve(id + ".eml")).replace("\r\n", ""))
                .doesNotContain("\r", "\n");
        assertThat(lines(id))
                .contains(
                        "From: offstage@example.org",
                        "To: ada@example.org",
                        "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=",
                        "Message-ID: <20261121T120000123Z-0000@offstage.local>",
                        "MIME-Version: 1.0",
                        "Content-Type: multipart/alternative; ",
                        "X-Offstage-Task: task-1")
                .anyMatch(line -> line.matches("Date: \\w{3}, 2[12] Nov 2026 .*"));
        assertThat(mails.list(null, 1))
                .containsExactly(
                        new KeptMail(id, "ada@example.org", "Grüße", "plain ü", "<p>rich ü</p>", NOW, "task-1"));
    }

    @Test
    void theNewestIsFirstAndPagesGoOn() throws IOException {
        List<String> ids = Stream.of("one", "two", "three")
                .map(subject -> send(subject, "text", null))
                .toList();

        assertThat(mails.list(null, 2)).extracting(KeptMail::subject).containsExactly("three", "two");
        assertThat(mails.list(ids.get(1), 2)).extracting(KeptMail::subject).containsExactly("one");
        assertThat(new MailFolder(folder, InstantSource.fixed(NOW)).list(null, 10))
                .hasSize(3);
    }

    @Test
    void whatIsNoMailInTheFolderIsLeftAlone() throws IOException {
        Path unused = Files.writeString(folder.resolve("notes.txt"), "mine");

        assertThat(mails.list(null, 10)).isEmpty();
    }

    @Test
    void whatSesWouldRefuseIsRefused() {
        assertThatThrownBy(() -> client.sendEmail(mail -> mail.fromEmailAddress("offstage@example.org")
                        .destination(to -> to.toAddresses("ada@example.org, eve@example.org"))
                        .content(content -> content.simple(message("Hello", "text", null)))))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Destination.ToAddresses must be a plain address");
        assertThatThrownBy(() -> send("Hello\r\nBcc: eve@example.org", "text", null))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("control characters");
        assertThatThrownBy(() -> client.sendEmail(mail -> mail.fromEmailAddress("offstage@example.org")))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Content.Simple alone");
    }

    @Test
    void aPageOfAnotherSiteSendsNothing() throws Exception {
        URI address = server.address().resolve("/v2/email/outbound-emails");
        try (HttpClient browser = HttpClient.newHttpClient()) {
            var answer = browser.send(
                    HttpRequest.newBuilder(address)
                            .header("Origin", "https://evil.example")
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(403);
        }
    }

    private String send(String subject, String text, @Nullable String html) {
        return client.sendEmail(mail -> mail.fromEmailAddress("offstage@example.org")
                        .destination(to -> to.toAddresses("ada@example.org"))
                        .content(content -> content.simple(message(subject, text, html))))
                .messageId();
    }

    private static Message message(String subject, String text, @Nullable String html) {
        return Message.builder()
                .subject(of(subject))
                .body(body -> body.text(of(text)).html(html == null ? null : of(html)))
                .headers(MessageHeader.builder()
                        .name("X-Offstage-Task")
                        .value("task-1")
                        .build())
                .build();
    }

    private static Content of(String text) {
        return Content.builder().charset("UTF-8").data(text).build();
    }

    private List<String> lines(String id) throws IOException {
        return Files.readAllLines(folder.resolve(id + ".eml"));
    }
}
