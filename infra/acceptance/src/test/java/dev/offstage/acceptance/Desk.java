package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the tokens of a guarded host come from: the first from the command, the others over HTTP with that one. */
final class Desk {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Api host;
    private final String admin;

    private Desk(Api host, String admin) {
        this.host = host;
        this.admin = admin;
    }

    /** The desk of the host that {@code stage} started. */
    static Desk at(Stage stage) {
        return new Desk(stage.api(), byCommand(stage.api(), "admin", List.of()));
    }

    /** A token that the command made in a process of its own. */
    static String byCommand(Api host, String role, List<String> more) {
        List<String> options = new ArrayList<>(List.of("create", "--role", role, "--name", "acceptance"));
        options.addAll(more);
        Command command = command(host, options);
        assertThat(command.exitCode()).as(command.toString()).isZero();
        return command.out().strip();
    }

    /** {@code offstage-local tokens …} for the tokens of {@code host}. */
    static Command command(Api host, List<String> options) {
        List<String> all = new ArrayList<>(List.of("tokens"));
        all.addAll(options);
        all.addAll(List.of("--endpoint", host.address().toString()));
        return Command.run(all);
    }

    /** The administrator. */
    Api admin() {
        return host.as(admin);
    }

    String adminToken() {
        return admin;
    }

    /** A new token. */
    String token(String role) {
        return token(Map.of("name", "a " + role, "role", role));
    }

    String token(Map<String, ?> asked) {
        Reply reply = admin().post("/v1/tokens", Node.write(asked));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(201);
        return reply.json().at("token").text();
    }

    /** A new token that is expired by now. */
    String expired(String role) {
        String token = token(Map.of("name", "short", "role", role, "expiresIn", 1));
        Instant end = Instant.now().plusSeconds(1);
        Poll.until("the token is expired", SOON, () -> Instant.now().isAfter(end));
        return token;
    }

    /** A new token that was taken back before anyone used it. */
    String revoked(String role) {
        String token = token(role);
        revoke(token);
        return token;
    }

    void revoke(String token) {
        Reply reply = admin().delete("/v1/tokens/" + id(token));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(204);
    }

    /** The id in a token's text. */
    static String id(String token) {
        return token.replaceFirst("offstage_([a-z0-9]+)_.*", "$1");
    }
}
