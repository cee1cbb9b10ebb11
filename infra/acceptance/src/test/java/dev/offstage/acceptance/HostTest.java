package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.acceptance.origin.Behaviours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Order(6)
@ExtendWith(HostLog.class)
class HostTest {
    private static final Duration SOON = Duration.ofMinutes(2);

    @Test
    void healthNamesTheChecks() {
        if (!Target.isLocal()) {
            isHealthy(new Api(Target.named()));
            return;
        }
        try (Stage stage = Stage.with(Map.of())) {
            isHealthy(stage.api());
            asksNobody(stage.api());
        }
    }

    /** But a browser on this machine is made use of by no other site's page. */
    private static void asksNobody(Api api) {
        assertThat(api.get("/v1/tokens").status()).isEqualTo(200);
        assertThat(api.as("nonsense").get("/v1/tokens").status()).isEqualTo(200);
        assertThat(api.parse(List.of(Api.link("6050"))).status()).isEqualTo(202);
        Problems.check(api.with("Origin", "https://evil.example").parse(List.of(Api.link("6051"))), 403);
    }

    private static void isHealthy(Api api) {
        Reply reply = api.health();
        assertThat(reply.status()).as(reply.toString()).isEqualTo(200);
        assertThat(reply.header("content-type")).startsWith("application/json");
        Node health = reply.json();
        assertThat(health.names()).isEqualTo(Set.of("status", "name", "version", "time", "checks", "lastBeat"));
        assertThat(health.at("status").text()).isEqualTo("ok");
        assertThat(health.at("name").text()).isEqualTo("offstage");
        assertThat(Instant.parse(health.at("time").text()))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
        assertThat(health.at("checks").names()).contains("tasks", "queues");
        assertThat(health.at("checks").at("tasks").text()).isEqualTo("ok");
        assertThat(health.at("checks").at("queues").text()).isEqualTo("ok");
    }

    @Test
    void terminatedHostFinishesWhatRuns() {
        Target.assumeLocal();
        try (Stage stage = Stage.with(Map.of("BOOKS_PACE_SECONDS", "0"))) {
            stage.origin().page("6000", Behaviours.slow(Duration.ofSeconds(5)));
            String id = stage.api().submit("6000").at("id").text();
            Poll.until(
                    "the page is asked for",
                    SOON,
                    () -> !stage.origin().visitsOf("6000").isEmpty());
            stage.host().terminate();
            assertThat(stage.host().exitCode(SOON)).as(stage.host().tail()).isZero();

            stage.start();
            Node task = stage.api().task(id);
            assertThat(task.at("state").text()).as(task.text()).isEqualTo("succeeded");
            assertThat(stage.origin().visitsOf("6000")).hasSize(1);
        }
    }

    @Test
    void logsAreOneJsonObjectALine() {
        Target.assumeLocal();
        try (Stage stage = Stage.with(Map.of("BOOKS_PACE_SECONDS", "0"))) {
            String id = stage.api().submit("6100").at("id").text();
            stage.api().inState("succeeded", id, SOON);
            stage.host().terminate();
            assertThat(stage.host().exitCode(SOON)).isZero();
            assertThat(stage.host().errors().lines())
                    .allSatisfy(line -> assertThat(Node.parse(line).value()).isInstanceOf(Map.class));
        }
    }

    @Test
    void storesRunAloneUntilTheyAreTold(@TempDir Path folder) throws IOException {
        Target.assumeOwnStores("This is about the local host's own queues and tables");
        Path variables = folder.resolve("variables.json");
        List<String> options =
                List.of("stores", "--port", "0", "--template", template(), "--env-file", variables.toString());
        try (Host host = Host.start(options)) {
            Poll.until(
                    "the stores are ready or over",
                    SOON,
                    () -> host.output().contains("offstage-local stores are ready: SQS http://127.0.0.1:")
                            || !host.isAlive());
            assertThat(Node.parse(Files.readString(variables))
                            .at("WorkerFunction")
                            .names())
                    .contains("TASKS_TABLE", "QUEUE_LOW_URL", "SQS_ENDPOINT", "DYNAMODB_ENDPOINT");
            host.terminate();
            assertThat(host.exitCode(SOON)).as(host.tail()).isZero();
        }
    }

    @Test
    void badOptionsEndWithTwoAndASentence() {
        Target.assumeLocal();
        for (List<String> options : List.of(
                List.of("run", "--prot", "3000"),
                List.of("run", "--port", "many"),
                List.of("run", "--port", "70000"),
                List.of("run", "--port", "0", "--template", template(), "--parameter", "NoSuchParameter=1"),
                List.of("run", "--port", "0", "--template", template(), "--parameter", "BooksPaceSeconds=fast"),
                List.of("run", "--port", "0", "--template", template(), "--parameter", "Access=jwt"),
                List.of("run", "--port", "0", "--template", template(), "--access", "everyone"),
                List.of("stores", "--port", "65535", "--template", template()),
                List.of("dance"))) {
            try (Host host = Host.start(options)) {
                assertThat(host.exitCode(SOON)).as(options + ". " + host.tail()).isEqualTo(2);
                assertThat(host.errors() + host.output())
                        .as("what it says to " + options)
                        .isNotBlank();
            }
        }
    }

    private static String template() {
        return Target.file("template.yaml").toString();
    }

    @Test
    void badTemplatesEndWithOneAndTheLine(@TempDir Path folder) throws IOException {
        Target.assumeLocal();
        Path template = folder.resolve("bad.yaml");
        String good = Files.readString(Target.file("template.yaml"));
        Files.writeString(
                template,
                good + "\n  Pigeon:\n    Type: AWS::Pigeon::Loft\n".replace("\n  Pigeon", "\nResources2:\n  Pigeon"));
        try (Host host = Host.start(List.of("run", "--port", "0", "--template", template.toString()))) {
            assertThat(host.exitCode(SOON)).as(host.tail()).isEqualTo(1);
            assertThat(host.errors()).containsPattern("line \\d+").contains("Resources2");
        }
        Files.writeString(
                template,
                good.replaceFirst("\nResources:\n", "\nResources:\n  Pigeon:\n    Type: AWS::Pigeon::Loft\n"));
        long line = Files.readString(template)
                        .lines()
                        .takeWhile(text -> !text.contains("AWS::Pigeon"))
                        .count()
                + 1;
        try (Host host = Host.start(List.of("run", "--port", "0", "--template", template.toString()))) {
            assertThat(host.exitCode(SOON)).as(host.tail()).isEqualTo(1);
            assertThat(host.errors())
                    .contains("AWS::Pigeon::Loft")
                    .containsPattern("line (" + line + "|" + (line - 1) + ")\\b");
        }
    }
}
