package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TokenRoutesTest {
    private final Api api = Api.with("open");

    @Test
    void aTokenIsMadeListedAndRevoked() {
        Api.Reply made = create("{\"name\": \"ci\", \"role\": \"operator\", \"expiresIn\": \"P90D\"}");
        assertThat(made.status()).isEqualTo(201);
        String id = made.body().path("id").asText();
        assertThat(made.body().path("token").asText()).startsWith("offstage_" + id + "_");
        assertThat(made.body().path("expiresAt").asText()).isEqualTo("2027-02-19T12:00:00.000Z");
        api.clock.advance(Duration.ofSeconds(1));
        assertThat(create("{\"name\": \"later\", \"role\": \"reader\", \"expiresIn\": null}")
                        .status())
                .isEqualTo(201);

        JrsValue list = api.call("GET /v1/tokens").send().body();
        assertThat(Json.write(list.path("nextCursor"))).isEqualTo("null");
        assertThat(list.path("data").path(0).path("name").asText()).isEqualTo("later");
        assertThat(Json.write(list.path("data").path(1)))
                .isEqualTo("{\"id\":\"" + id
                        + "\",\"name\":\"ci\",\"role\":\"operator\",\"createdAt\":\"2026-11-21T12:00:00.000Z\","
                        + "\"expiresAt\":\"2027-02-19T12:00:00.000Z\",\"lastUsedAt\":null,\"revokedAt\":null}");

        Api.Reply revoked = api.call("DELETE /v1/tokens/{id}").id(id).send();
        assertThat(revoked.status()).isEqualTo(204);
        assertThat(revoked.text()).isEmpty();
        assertThat(revoked.header("content-type")).isEmpty();
        assertThat(api.call("GET /v1/tokens")
                        .send()
                        .body()
                        .path("data")
                        .path(1)
                        .path("revokedAt")
                        .asText())
                .isEqualTo("2026-11-21T12:00:01.000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "abcdefghijkm", "\u0000", "../x", "tokens"})
    void aTokenThatIsNotThereCannotBeRevoked(String id) {
        assertThat(api.call("DELETE /v1/tokens/{id}").id(id).send().status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|/name /role",
                "{\"name\": \"a\"}|/role",
                "{\"name\": null, \"role\": \"reader\"}|/name",
                "{\"name\": \"\", \"role\": \"reader\"}|/name",
                "{\"name\": 5, \"role\": \"reader\"}|/name",
                "{\"name\": \"a\\u0000\", \"role\": \"reader\"}|/name",
                "{\"name\": \"a\", \"role\": \"root\"}|/role",
                "{\"name\": \"a\", \"role\": \"Reader\"}|/role",
                "{\"name\": \"a\", \"role\": [\"reader\"]}|/role",
                "{\"name\": \"a\", \"role\": \"reader\", \"expires\": 5}|/expires",
                "{\"name\": \"a\", \"role\": \"reader\", \"a/b~c\": 5}|/a~1b~0c",
                "{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": 0}|/expiresIn",
                "{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": -5}|/expiresIn",
                "{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": 1e999}|/expiresIn",
                "{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": 99999999999999999999999}|/expiresIn",
                "{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": true}|/expiresIn",
                "{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": \"soon\"}|/expiresIn",
                "{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": \"P4000D\"}|/expiresIn",
                "{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": \"PT99999999999999999999S\"}|/expiresIn",
            })
    void everythingThatIsWrongIsNamed(String body, String pointers) {
        Api.Reply reply = create(body);

        assertThat(reply.status()).isEqualTo(422);
        JrsValue errors = reply.body().path("errors");
        String[] expected = pointers.split(" ", -1);
        assertThat(errors.size()).isEqualTo(expected.length);
        for (int i = 0; i < expected.length; i++) {
            assertThat(errors.path(i).path("pointer").asText()).isEqualTo(expected[i]);
            assertThat(errors.path(i).path("message").asText()).endsWith(".");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "\"x\"", "{", "{\"name\": \"a\", \"name\": \"b\"}"})
    void whatIsNoObjectIsUnreadable(String body) {
        assertThat(create(body).status()).isEqualTo(400);
    }

    @Test
    void secondsAreTakenToo() {
        assertThat(create("{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": 90}")
                        .body()
                        .path("expiresAt")
                        .asText())
                .isEqualTo("2026-11-21T12:01:30.000Z");
    }

    @Test
    void aTokenEndsUnlessItIsToServeForEver() {
        assertThat(create("{\"name\": \"a\", \"role\": \"reader\"}")
                        .body()
                        .path("expiresAt")
                        .asText())
                .isEqualTo("2027-02-19T12:00:00.000Z");
        assertThat(Json.write(create("{\"name\": \"a\", \"role\": \"reader\", \"expiresIn\": \"never\"}")
                        .body()
                        .path("expiresAt")))
                .isEqualTo("null");
    }

    @Test
    void aKeyMakesOneTokenWhoseTextIsShownOnce() {
        String body = "{\"name\": \"ci\", \"role\": \"operator\"}";
        Api.Reply first = keyed("k", body);
        String id = first.body().path("id").asText();
        assertThat(first.body().path("token").asText()).startsWith("offstage_" + id + "_");
        api.clock.advance(Duration.ofMinutes(1));

        Api.Reply again = keyed("k", "{\"role\": \"operator\", \"name\": \"ci\"}");

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text())
                .isEqualTo(first.text().replace(Json.write(first.body().path("token")), "null"));
        assertThat(api.tokens.list()).hasSize(1);
        Api.Reply other = keyed("k", "{\"name\": \"ci\", \"role\": \"admin\"}");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.body().path("type").asText()).isEqualTo("/problems/idempotency-key-reused");
        assertThat(keyed("another", body).body().path("id").asText()).isNotEqualTo(id);
        assertThat(api.tokens.list()).hasSize(2);
    }

    @Test
    void aTokenThatWasRevokedIsNotMadeAgain() {
        String body = "{\"name\": \"ci\", \"role\": \"operator\"}";
        String id = keyed("k", body).body().path("id").asText();
        assertThat(api.call("DELETE /v1/tokens/{id}").id(id).send().status()).isEqualTo(204);
        api.clock.advance(Duration.ofHours(1));

        Api.Reply again = keyed("k", body);

        assertThat(again.body().path("id").asText()).isEqualTo(id);
        assertThat(again.body().path("revokedAt").asText()).isEqualTo("2026-11-21T12:00:00.000Z");
        assertThat(api.tokens.list()).hasSize(1);
    }

    private Api.Reply keyed(String key, String body) {
        return api.call("POST /v1/tokens")
                .header("idempotency-key", key)
                .json(body)
                .send();
    }

    @Test
    void otherBodiesAreRefused() {
        assertThat(create("{\"name\": \"" + "x".repeat(256 << 10) + "\"}").status())
                .isEqualTo(413);
        assertThat(api.call("POST /v1/tokens").form("name=a&role=admin").send().status())
                .isEqualTo(415);
    }

    private Api.Reply create(String body) {
        return api.call("POST /v1/tokens").json(body).send();
    }
}
