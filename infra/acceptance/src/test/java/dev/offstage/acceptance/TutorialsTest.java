package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The endpoints of the four tutorials, and the mails that they lead to. */
@Order(7)
@ExtendWith({HostLog.class, SharedStage.class})
class TutorialsTest {
    private final Jobs jobs;

    TutorialsTest(Jobs jobs) {
        this.jobs = jobs;
    }

    private static String address() {
        return Jobs.word() + "@example.com";
    }

    private Node accepted(String path, Map<String, ?> body) {
        return accepted(jobs.api().post(path, Node.write(body)));
    }

    private static Node accepted(Reply reply) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        assertThat(reply.header("location"))
                .isEqualTo("/v1/tasks/" + reply.json().at("id").text());
        return reply.json();
    }

    private Reply form(String path, String form) {
        return jobs.api()
                .send(jobs.api()
                        .request(path)
                        .setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    /** The mails to {@code address}, of which there must be one soon. */
    private List<Node> mailsTo(String address) {
        return Poll.until(
                "a mail to " + address,
                Jobs.SOON,
                () -> jobs.all("/v1/mails?limit=100").stream()
                        .filter(mail -> mail.at("to").text().contains(address))
                        .toList(),
                mails -> !mails.isEmpty());
    }

    @Test
    void anEmailIsSentInTheBackground() {
        String to = address();
        Node answer = accepted("/email", Map.of("to", to, "subject", "Grüße ☃", "body", "First line.\nSecond."));

        assertThat(answer.names()).isEqualTo(Set.of("message", "id"));
        assertThat(answer.at("message").text()).isEqualTo("Email sent in the background");
        assertThat(mailsTo(to)).singleElement().satisfies(mail -> {
            assertThat(mail.names()).isEqualTo(Set.of("id", "to", "subject", "text", "html", "at", "taskId"));
            assertThat(mail.at("subject").text()).isEqualTo("Grüße ☃");
            assertThat(mail.at("text").text().strip()).isEqualTo("First line.\nSecond.");
            assertThat(mail.at("html").isNull()).isTrue();
            assertThat(mail.at("taskId")).isEqualTo(answer.at("id"));
            assertThat(mail.at("at").time()).isNotNull();
        });
        jobs.endedAs("succeeded", answer.at("id").text());
    }

    @Test
    void aFormDoesAsWell() {
        String to = address();
        Reply reply = form("/email", "to=" + Jobs.encoded(to) + "&subject=By+form&body=100%25+%26+more");
        assertThat(accepted(reply).at("message").text()).isEqualTo("Email sent in the background");
        assertThat(mailsTo(to).getFirst().at("text").text().strip()).isEqualTo("100% & more");
    }

    @Test
    void aUserIsWelcomedOnceHoweverOftenItRegisters() {
        String email = address();
        Node first = accepted("/register", Map.of("name", "Ada <1>", "email", email));
        assertThat(first.names()).isEqualTo(Set.of("message", "id"));
        assertThat(first.at("message").text()).isEqualTo("User Ada <1> registered successfully.");
        for (int i = 0; i < 3; i++) {
            accepted("/register", Map.of("name", "Ada <1>", "email", email));
        }
        accepted(form("/register", "name=Ada+%3C1%3E&email=" + Jobs.encoded(email)));
        jobs.endedAs("succeeded", first.at("id").text());
        accepted("/register", Map.of("name", "Ada <1>", "email", email));

        String marker = address();
        accepted("/contact", Map.of("recipient", marker, "message", "marker"));
        assertThat(mailsTo(marker)).hasSize(1);
        assertThat(mailsTo(email)).hasSize(1);
    }

    @Test
    void aContactIsWrittenTo() {
        String recipient = address();
        Node answer = accepted("/contact", Map.of("recipient", recipient, "message", "Hello there"));
        assertThat(answer.names()).isEqualTo(Set.of("message", "id"));
        assertThat(answer.at("message").text()).isNotBlank();
        assertThat(mailsTo(recipient).getFirst().at("text").text()).contains("Hello there");
    }

    @Test
    void aReminderComesWhenItIsDue() {
        String recipient = address();
        Node answer = accepted("/reminders", Map.of("recipient", recipient, "message", "Tea", "schedule", 2));
        assertThat(answer.names()).isEqualTo(Set.of("id", "notBefore"));
        Node task = jobs.endedAs("succeeded", answer.at("id").text());
        assertThat(task.at("startedAt").time())
                .isAfterOrEqualTo(answer.at("notBefore").time());
        assertThat(mailsTo(recipient).getFirst().at("text").text()).contains("Tea");

        Node usual = accepted("/reminders", Map.of("recipient", address(), "message", "Tea"));
        Node waits = jobs.task(usual.at("id").text());
        assertThat(Duration.between(
                        waits.at("createdAt").time(), usual.at("notBefore").time()))
                .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
        assertThat(waits.at("state").text()).isEqualTo("scheduled");
    }

    /** A body that is refused, and where it is wrong. */
    record Wrong(String path, Map<String, ?> body, String pointer) {}

    static Stream<Wrong> wrong() {
        String ok = "ada@example.com";
        return Stream.of(
                        Stream.of(
                                        "",
                                        "ada",
                                        "ada@",
                                        "@example.com",
                                        "a b@example.com",
                                        "a@example.com,b@example.com",
                                        "a@example.com\r\nBcc: b@example.com",
                                        "a@example.com\u0000",
                                        "<a@example.com>")
                                .map(to -> new Wrong(
                                        "/email", Map.of("to", to, "subject", "Hello", "body", "It works."), "/to")),
                        Stream.of(
                                new Wrong(
                                        "/email",
                                        Map.of("to", ok, "subject", "Hello\r\nBcc: b@example.com", "body", "x"),
                                        "/subject"),
                                new Wrong(
                                        "/email", Map.of("to", ok, "subject", "Hello\nX: y", "body", "x"), "/subject"),
                                new Wrong(
                                        "/email",
                                        Map.of("to", ok, "subject", "x".repeat(5_000), "body", "x"),
                                        "/subject"),
                                new Wrong("/email", Map.of("to", ok, "subject", "x"), "/body"),
                                new Wrong("/email", Map.of("to", ok, "subject", 5, "body", "x"), "/subject"),
                                new Wrong("/email", Map.of("to", ok, "subject", "x", "body", "x", "cc", ok), "/cc"),
                                new Wrong("/register", Map.of("name", "Ada"), "/email"),
                                new Wrong("/register", Map.of("name", "", "email", ok), "/name"),
                                new Wrong("/register", Map.of("name", "Ada\r\nX: y", "email", ok), "/name"),
                                new Wrong("/contact", Map.of("recipient", "x", "message", "m"), "/recipient"),
                                new Wrong("/contact", Map.of("recipient", ok), "/message"),
                                new Wrong(
                                        "/reminders",
                                        Map.of("recipient", ok, "message", "m", "schedule", -1),
                                        "/schedule"),
                                new Wrong(
                                        "/reminders",
                                        Map.of("recipient", ok, "message", "m", "schedule", "soon"),
                                        "/schedule"),
                                new Wrong(
                                        "/reminders",
                                        Map.of("recipient", ok, "message", "m", "schedule", 1e300),
                                        "/schedule")))
                .flatMap(all -> all);
    }

    @ParameterizedTest
    @MethodSource
    void wrong(Wrong wrong) {
        Reply reply = jobs.api().post(wrong.path(), Node.write(wrong.body()));
        Problems.check(reply, 422);
        assertThat(reply.json().at("errors").list())
                .extracting(error -> error.at("pointer").text())
                .contains(wrong.pointer());
    }
}
