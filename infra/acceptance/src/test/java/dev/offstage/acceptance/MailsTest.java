package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Mails as the local host keeps them. */
@ExtendWith(HostLog.class)
class MailsTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @BeforeAll
    static void onlyHere() {
        Target.assumeLocal();
    }

    @Test
    void aMailIsAFileThatOutlivesItsHost() throws IOException {
        Target.assumeOwnStores("Only with --data the host has a folder of its own for mails");
        try (Stage stage = Stage.with(Map.of())) {
            String id = send(stage.api(), "Grüße");
            var unused = stage.api().inState("succeeded", id, SOON);
            String listed = stage.api().get("/v1/mails").body();
            Path file = stage.host().mails().resolve(mail(stage.api()).at("id").text() + ".eml");

            assertThat(Files.readAllLines(file))
                    .contains(
                            "From: offstage@example.org",
                            "To: ada@example.org",
                            "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=",
                            "X-Offstage-Task: " + id);

            stage.host().kill();
            stage.start();
            assertThat(stage.api().get("/v1/mails").body()).isEqualTo(listed);
        }
    }

    private static String send(Api api, String subject) {
        Reply reply = api.post(
                "/email", Node.write(Map.of("to", "ada@example.org", "subject", subject, "body", "It works.")));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        return reply.json().at("id").text();
    }

    private static Node mail(Api api) {
        return api.get("/v1/mails?limit=1").json().at("data").at(0);
    }

    @Test
    void aPageHasAsManyAsAskedForAndLeadsToTheNext() {
        try (Stage stage = Stage.with(Map.of())) {
            for (String subject : List.of("1", "2", "3")) {
                var unused = stage.api().inState("succeeded", send(stage.api(), subject), SOON);
            }
            Node first = stage.api().get("/v1/mails?limit=2").json();
            String cursor = first.at("nextCursor").text();
            Node second = stage.api()
                    .get("/v1/mails?limit=2&cursor=" + Jobs.encoded(cursor))
                    .json();

            assertThat(subjects(first)).containsExactly("3", "2");
            assertThat(subjects(second)).containsExactly("1");
            assertThat(second.at("nextCursor").isNull()).isTrue();
            assertThat(first.names()).isEqualTo(Set.of("data", "nextCursor"));
            Problems.check(stage.api().get("/v1/mails?limit=101"), 400);
            Problems.check(stage.api().get("/v1/mails?cursor=x" + Jobs.encoded(cursor)), 400);
            Problems.check(stage.api().post("/v1/mails", "{}"), 405);
        }
    }

    private static List<String> subjects(Node page) {
        return page.at("data").list().stream()
                .map(mail -> mail.at("subject").text())
                .toList();
    }

    @Test
    void withoutASenderATaskSaysWhatToSet() {
        try (Stage stage = Stage.with(Map.of("MAIL_FROM", ""))) {
            Node task = stage.api().inState("failed", send(stage.api(), "Hello"), SOON);

            assertThat(task.at("error").at("code").text()).isEqualTo("no-sender");
            assertThat(task.at("error").at("message").text()).contains("MailFrom");
            assertThat(stage.api().get("/v1/mails").json().at("data").list()).isEmpty();
        }
    }
}
