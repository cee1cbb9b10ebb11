package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tokens from their making to their end, by the command and over HTTP, and the tasks that belong to them. */
@Order(5)
@ExtendWith(HostLog.class)
class TokensTest {
    private static final Duration CACHED = Duration.ofSeconds(20);
    private static final String TEXT = "offstage_[a-z0-9]{12}_[A-Za-z0-9_-]{43}";
    private static final String TIME = "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z";

    private static Stage stage;
    private static Desk desk;

    @BeforeAll
    static void start() {
        Target.assumeLocal();
        stage = Stage.guarded(List.of());
        desk = Desk.at(stage);
    }

    @AfterAll
    static void stop() {
        if (stage != null) {
            stage.close();
        }
    }

    @Test
    void theCommandPrintsTheTokenAloneAndOnce() {
        Command made = Desk.command(stage.api(), List.of("create", "--role", "operator", "--name", "ci"));
        String token = made.out().strip();

        assertThat(made.exitCode()).as(made.toString()).isZero();
        assertThat(made.out().lines()).singleElement().asString().matches(TEXT);
        assertThat(made.errors())
                .contains(Desk.id(token), "role operator", "tokens revoke " + Desk.id(token))
                .doesNotContain(token);
        assertThat(stage.api().as(token).get("/v1/tasks/none").status()).isEqualTo(404);

        Command list = Desk.command(stage.api(), List.of("list"));
        assertThat(list.exitCode()).as(list.toString()).isZero();
        assertThat(list.out().lines())
                .anySatisfy(line -> assertThat(line)
                        .matches(Desk.id(token) + " +ci +operator +" + TIME + " +" + TIME + " +" + TIME + " +active"));
        assertThat(list.out() + list.errors()).doesNotContain(secret(token), secret(desk.adminToken()));

        assertThat(Desk.command(stage.api(), List.of("revoke", Desk.id(token))).exitCode())
                .isZero();
        endsSoon(stage.api().as(token));
    }

    private static String secret(String token) {
        return token.replaceFirst("offstage_[a-z0-9]+_", "");
    }

    private static void endsSoon(Api caller) {
        Poll.until("the token is refused", CACHED, () -> caller.get("/v1/tasks/none"), reply -> reply.status() == 401);
    }

    @Test
    void whereNoTokensCanBeTheCommandSaysSo() {
        Command nobody = Command.run(List.of("tokens", "list", "--endpoint", "http://127.0.0.1:1"));
        assertThat(nobody.exitCode()).as(nobody.toString()).isEqualTo(1);
        assertThat(nobody.errors().lines())
                .singleElement()
                .asString()
                .startsWith("Nothing answers at http://127.0.0.1:1.");

        Command stranger = Command.run(List.of("tokens", "list", "--table", "a-table", "--region", "eu-central-1"));
        assertThat(stranger.exitCode()).as(stranger.toString()).isEqualTo(1);
        assertThat(stranger.errors().lines()).singleElement().asString().startsWith("No AWS credentials are found.");

        Command noTable = Desk.command(stage.api(), List.of("list", "--table", "a-table"));
        assertThat(noTable.exitCode()).as(noTable.toString()).isEqualTo(1);
        assertThat(noTable.errors().lines()).singleElement().asString().startsWith("There is no table a-table");

        Command king = Desk.command(stage.api(), List.of("create", "--role", "king", "--name", "x"));
        assertThat(king.exitCode()).as(king.toString()).isEqualTo(2);
        assertThat(king.out()).isEmpty();
        assertThat(king.errors()).contains("submitter, reader, operator, admin");
    }

    @Test
    void theStartPrintShowsHowToMakeTheFirstToken() {
        String address = stage.api().address().toString();
        assertThat(stage.host().output().lines())
                .anySatisfy(line -> assertThat(line.strip())
                        .matches(
                                "TOKEN=\\$\\(\\S+java -jar \\S+offstage-local\\.jar tokens create --role operator --name me"
                                        + " --endpoint " + address + "\\)"));
        assertThat(stage.host().output().lines().filter(line -> line.startsWith("  curl")))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).contains(" -H \"Authorization: Bearer $TOKEN\""));
    }

    @Test
    void aTokenMadeOverHttpIsShownOnce() {
        Reply made = desk.admin()
                .post("/v1/tokens", "{\"name\":\"Äpfel <1>\",\"role\":\"submitter\",\"expiresIn\":\"PT1H\"}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.header("cache-control")).contains("no-store");
        Node token = made.json();
        String text = token.at("token").text();
        assertThat(text).matches(TEXT);
        assertThat(token.at("id").text()).isEqualTo(Desk.id(text));
        assertThat(Duration.between(
                        Instant.parse(token.at("createdAt").text()),
                        Instant.parse(token.at("expiresAt").text())))
                .isEqualTo(Duration.ofHours(1));

        Reply list = desk.admin().get("/v1/tokens");
        assertThat(list.body()).doesNotContain(secret(text), secret(desk.adminToken()));
        Node listed = of(list, Desk.id(text));
        assertThat(listed.names())
                .isEqualTo(Set.of("id", "name", "role", "createdAt", "expiresAt", "lastUsedAt", "revokedAt"));
        assertThat(listed.at("name").text()).isEqualTo("Äpfel <1>");

        String location = "/v1/tokens/" + Desk.id(text);
        assertThat(stage.api().as(text).health().status()).isEqualTo(200);
        assertThat(desk.admin().delete(location).status()).isEqualTo(204);
        assertThat(desk.admin().delete(location).status()).isEqualTo(204);
        assertThat(of(desk.admin().get("/v1/tokens"), Desk.id(text))
                        .at("revokedAt")
                        .text())
                .matches(TIME);
        endsSoon(stage.api().as(text));
    }

    private static Node of(Reply list, String id) {
        return list.json().at("data").list().stream()
                .filter(token -> token.at("id").text().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No token " + id + " in " + list));
    }

    @Test
    void aTokenThatCannotBeIsRefusedWithAPointer() {
        Map<String, String> bodies = Map.of(
                "{\"role\":\"reader\"}", "/name",
                "{\"name\":\"x\"}", "/role",
                "{\"name\":\"x\",\"role\":\"king\"}", "/role",
                "{\"name\":\"x\",\"role\":5}", "/role",
                "{\"name\":\"\\n\",\"role\":\"reader\"}", "/name",
                "{\"name\":\"x\",\"role\":\"reader\",\"expiresIn\":0}", "/expiresIn",
                "{\"name\":\"x\",\"role\":\"reader\",\"expiresIn\":1e999}", "/expiresIn",
                "{\"name\":\"x\",\"role\":\"reader\",\"expiresIn\":\"P1Y\"}", "/expiresIn",
                "{\"name\":\"x\",\"role\":\"reader\",\"id\":\"abcdefghijkm\"}", "/id");
        bodies.forEach((body, pointer) -> {
            Reply reply = desk.admin().post("/v1/tokens", body);
            Problems.check(reply, 422);
            assertThat(reply.json().at("errors").list())
                    .as(body)
                    .extracting(error -> error.at("pointer").text())
                    .containsExactly(pointer);
        });
        for (String body : List.of("", "[]", "\"x\"", "{")) {
            Problems.check(desk.admin().post("/v1/tokens", body), 400);
        }
    }

    @Test
    void aSubmitterReadsItsOwnTasksAndThoseOfLinksItPosted() {
        Api first = stage.api().as(desk.token("submitter"));
        Api second = stage.api().as(desk.token("submitter"));
        String task = first.submit("720").at("id").text();

        assertThat(first.get("/v1/tasks/" + task).status()).isEqualTo(200);
        Reply refused = second.get("/v1/tasks/" + task);
        Problems.check(refused, 403);
        assertThat(refused.json().at("detail").text()).contains("reader, operator or admin");
        assertThat(refused.body()).doesNotContain("720");

        assertThat(second.submit("720").at("id").text()).isEqualTo(task);
        assertThat(second.get("/v1/tasks/" + task).status()).isEqualTo(200);
        assertThat(first.get("/v1/tasks/" + task).status()).isEqualTo(200);
        assertThat(stage.api().as(desk.token("reader")).get("/v1/tasks/" + task).status())
                .isEqualTo(200);
    }

    @Test
    void healthIsOpenOnThisMachine() {
        assertThat(stage.api().health().status()).isEqualTo(200);
        assertThat(stage.api().get("/getBookInfo").status()).isEqualTo(401);
    }
}
