package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.access.NewToken;
import dev.offstage.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Access by token: who comes in, who does not, and what they are told. */
final class TokenAccessTest {
    private static final String WRONG = "Bearer offstage_abcdefghijkm_" + "A".repeat(43);

    private static final Api API = Api.with("token");
    private static final Map<Role, NewToken> TOKENS = new EnumMap<>(Role.class);
    private static int addresses;

    static {
        for (Role role : Role.values()) {
            TOKENS.put(role, API.token(role));
        }
    }

    /** From an address of its own, so that failures do not add up. */
    private static Api.Call call(String routeKey) {
        addresses++;
        return API.call(routeKey).from("10.0." + addresses / 256 + "." + addresses % 256);
    }

    @Test
    void withoutATokenEveryRouteButTheSignInIsClosed() {
        API.function.endpoints().forEach((routeKey, endpoint) -> {
            Api.Reply reply = call(routeKey).send();
            if (routeKey.endsWith(" /signin") || routeKey.endsWith(" /signout")) {
                assertThat(reply.status()).as(routeKey).isIn(200, 204, 400);
            } else {
                assertThat(reply.status()).as(routeKey).isEqualTo(401);
                assertThat(reply.header("www-authenticate")).isEqualTo("Bearer realm=\"offstage\"");
                assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
                assertThat(reply.detail())
                        .contains("Authorization: Bearer offstage_…")
                        .contains("/signin");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void everyRouteLetsInWhoHasItsPermissionAndNamesTheRolesToOthers(Role role) {
        API.function.endpoints().forEach((routeKey, endpoint) -> {
            Api.Reply reply = call(routeKey).bearer(TOKENS.get(role)).send();
            boolean may = endpoint.needs() == null || role.permissions().contains(endpoint.needs());
            if (may) {
                assertThat(reply.status()).as(routeKey).isNotIn(401, 403, 500);
            } else {
                assertThat(reply.status()).as(routeKey).isEqualTo(403);
                assertThat(reply.detail()).startsWith("This needs the role ").contains("admin");
            }
        });
    }

    @Test
    void aRouteThatIsNotThereIsNobodysBusiness() {
        assertThat(call("$default").send().status()).isEqualTo(401);
        assertThat(call("$default").header("authorization", WRONG).send().status())
                .isEqualTo(401);
        assertThat(call("$default").bearer(TOKENS.get(Role.SUBMITTER)).send().status())
                .isEqualTo(404);
        assertThat(call("GET /invented").send().status()).isEqualTo(401);
    }

    @Test
    void unknownExpiredAndRevokedTokensGetTheSameAnswer() {
        NewToken expired = API.tokens.create("expired", Role.ADMIN, Duration.ofSeconds(1));
        NewToken revoked = API.token(Role.ADMIN);
        assertThat(API.tokens.revoke(revoked.token().id())).isTrue();
        API.clock.advance(Duration.ofSeconds(1));
        String wrongSecret = TOKENS.get(Role.ADMIN).text().substring(0, 30) + "A".repeat(35);

        Api.Reply unknown = call("GET /").header("authorization", WRONG).send();
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(unknown.header("www-authenticate")).isEqualTo("Bearer realm=\"offstage\", error=\"invalid_token\"");
        for (Api.Call other : new Api.Call[] {
            call("GET /").bearer(expired),
            call("GET /").bearer(revoked),
            call("GET /").header("authorization", "Bearer " + wrongSecret),
            call("GET /").header("authorization", "Bearer nonsense")
        }) {
            Api.Reply reply = other.send();
            assertThat(reply.text()).isEqualTo(unknown.text());
            assertThat(reply.answer().path("headers").toString())
                    .isEqualTo(unknown.answer().path("headers").toString());
        }
    }

    @Test
    void aTokenThatWasRevokedAMomentAgoMakesNoSuccessor() {
        NewToken admin = API.token(Role.ADMIN);
        assertThat(call("GET /v1/tokens").bearer(admin).send().status()).isEqualTo(200);
        assertThat(API.tokens.revoke(admin.token().id())).isTrue();

        assertThat(call("POST /v1/tokens").bearer(admin).send().status()).isEqualTo(401);
        assertThat(call("DELETE /v1/tokens/{id}").bearer(admin).send().status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Bearer",
                "Bearer ",
                "Basic b2Zmc3RhZ2U6eA==",
                "AWS4-HMAC-SHA256 Credential=x",
                "Bearer offstage_ä",
                "Bearer \u0000",
                "Bearer ${jndi:ldap://x}",
                "Bearer %s%n",
                "\ud800"
            })
    void whatIsNoBearerTokenIsRefused(String value) {
        Api.Reply reply = call("GET /v1/tokens").header("authorization", value).send();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.text()).doesNotContain("jndi").doesNotContain("b2Zmc3");
    }

    @Test
    void severalTokensAreNone() {
        String text = TOKENS.get(Role.ADMIN).text();

        assertThat(call("GET /")
                        .header("authorization", "Bearer " + text + ",Bearer " + text)
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(call("GET /")
                        .header("authorization", "Bearer " + text + " " + text)
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(call("GET /")
                        .bearer(TOKENS.get(Role.ADMIN))
                        .header("Authorization", "Bearer " + text)
                        .send()
                        .status())
                .isEqualTo(401);
        assertThat(call("GET /")
                        .header("authorization", "Bearer " + "x".repeat(1_000_000))
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theSchemeAndTheHeaderHaveNoCase() {
        String text = TOKENS.get(Role.READER).text();

        assertThat(call("GET /v1/tasks/{id}")
                        .header("Authorization", "bearer " + text)
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(call("GET /v1/tasks/{id}")
                        .header("AUTHORIZATION", "BEARER " + text)
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Property(tries = 200)
    void noHeaderMakesAFault(@ForAll String value) {
        assertThat(call("GET /").header("authorization", value).send().status()).isEqualTo(401);
    }

    @Test
    void whoIsWrongTooOftenWaits() {
        for (int i = 0; i < 20; i++) {
            assertThat(API.call("GET /")
                            .from("192.0.2.1")
                            .header("authorization", WRONG)
                            .send()
                            .status())
                    .isEqualTo(401);
        }
        Api.Reply reply = API.call("GET /")
                .from("192.0.2.1")
                .header("authorization", WRONG)
                .send();

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.header("retry-after")).isEqualTo("60");
        assertThat(reply.body().path("type").asText()).isEqualTo("/problems/too-many-requests");
        assertThat(call("GET /").header("authorization", WRONG).send().status()).isEqualTo(401);
        API.clock.advance(Duration.ofSeconds(60));
        assertThat(API.call("GET /v1/tasks/{id}")
                        .from("192.0.2.1")
                        .bearer(TOKENS.get(Role.READER))
                        .send()
                        .status())
                .isEqualTo(404);
    }

    @Test
    void noSecretReachesTheLog() {
        PrintStream usual = System.err;
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        String secret = "x".repeat(43);
        String token = "offstage_abcdefghijkm_" + secret;
        try {
            Api sick = Api.with("token", "TASKS_TABLE", "no-such-table");
            assertThat(sick.call("GET /")
                            .header("authorization", "Bearer " + token)
                            .send()
                            .status())
                    .isEqualTo(503);
            assertThat(sick.call("POST /signin").form("token=" + token).send().status())
                    .isEqualTo(503);
            String cookie = "offstage_session=abcdefghijkm." + secret + ".9999999999." + secret;
            assertThat(sick.call("GET /").cookie(cookie).send().status()).isEqualTo(503);
        } finally {
            System.setErr(usual);
        }
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("did not answer")
                .doesNotContain(secret);
    }

    @Test
    void healthIsOpenByParameterAlone() {
        Api open = Api.with("token", "OPEN_HEALTH", "true");

        assertThat(open.call("GET /").send().status()).isIn(200, 503);
        assertThat(open.call("GET /").header("authorization", WRONG).send().status())
                .isIn(200, 503);
        assertThat(open.call("GET /getBookInfo").send().status()).isEqualTo(401);
    }
}
