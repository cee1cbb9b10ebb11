package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.access.Role;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Access by what API Gateway checked, and none at all. */
final class OtherAccessTest {
    private static final Api JWT = Api.with("jwt");

    @Test
    void aSignedRequestMayAllThatItsPolicyLetsThrough() {
        Api api = Api.with("iam");

        assertThat(api.call("GET /v1/tokens")
                        .signedBy("arn:aws:iam::123456789012:user/a")
                        .send()
                        .status())
                .isEqualTo(200);
        assertThat(api.call("$default")
                        .signedBy("arn:aws:iam::123456789012:user/a")
                        .send()
                        .status())
                .isEqualTo(404);
    }

    /** Its route may have been opened for tokens while this version still believes in signatures. */
    @Test
    void aRequestThatNobodySignedIsRefusedThoughItCameThrough() {
        Api api = Api.with("iam");

        for (String routeKey : new String[] {"GET /", "GET /v1/tokens", "$default"}) {
            Api.Reply reply = api.call(routeKey).send();
            assertThat(reply.status()).as(routeKey).isEqualTo(401);
            assertThat(reply.detail()).contains("SigV4");
        }
        assertThat(api.call("GET /v1/tokens")
                        .claims(Map.of("sub", "a", "scope", "offstage/admin"))
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void samLocalChecksNoSignatures() {
        Api api = Api.with("iam", "AWS_SAM_LOCAL", "true");

        assertThat(api.call("GET /v1/tokens").send().status()).isEqualTo(200);
    }

    @Test
    void withoutAJwtNobodyComesIn() {
        Api.Reply reply = JWT.call("GET /").send();

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.header("www-authenticate")).isEqualTo("Bearer realm=\"offstage\"");
        assertThat(JWT.call("GET /").bearer(JWT.token(Role.ADMIN)).send().status())
                .as("a token made here")
                .isEqualTo(401);
        assertThat(JWT.call("$default").send().status()).isEqualTo(401);
        assertThat(JWT.call("GET /")
                        .signedBy("arn:aws:iam::123456789012:user/a")
                        .send()
                        .status())
                .isEqualTo(401);
    }

    @Test
    void aJwtGivesTheRolesThatItNames() {
        assertThat(jwt("GET /v1/tokens", "offstage/admin").status()).isEqualTo(200);
        assertThat(jwt("GET /v1/tokens", "offstage/reader").status()).isEqualTo(403);
        assertThat(jwt("GET /v1/tasks/{id}", "offstage/reader").status()).isEqualTo(404);
        assertThat(jwt("$default", "offstage/reader").status()).isEqualTo(404);
    }

    @Test
    void aJwtWithoutARoleIsToldHowToHaveOne() {
        Api.Reply reply = jwt("GET /", "openid admin");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.detail()).contains("'offstage/reader' in the claim 'scope'");
        assertThat(JWT.call("GET /")
                        .claims(Map.of("scope", "offstage/admin"))
                        .send()
                        .status())
                .isEqualTo(403);
    }

    private static Api.Reply jwt(String routeKey, String scope) {
        return JWT.call(routeKey).claims(Map.of("sub", "a", "scope", scope)).send();
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam", "jwt", "open"})
    void thereIsNoSigningInWithoutTokens(String access) {
        Api api = Api.with(access);

        for (String routeKey : new String[] {"GET /signin", "POST /signin", "POST /signout"}) {
            Api.Reply reply = api.call(routeKey).form("token=x").send();
            assertThat(reply.status()).isEqualTo(404);
            assertThat(reply.detail()).startsWith("This deployment takes no tokens for signing in");
        }
    }

    @Test
    void anOpenHostAsksNobody() {
        Api api = Api.with("open");

        assertThat(api.call("GET /v1/tokens")
                        .header("authorization", "Bearer x")
                        .send()
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anOpenHostTakesNothingFromPagesOfOtherSites() {
        Api api = Api.with("open");

        for (String site : new String[] {"cross-site", "same-site", "none"}) {
            assertThat(api.call("POST /v1/tokens")
                            .header("sec-fetch-site", site)
                            .json("{\"name\": \"a\", \"role\": \"admin\"}")
                            .send()
                            .status())
                    .as(site)
                    .isEqualTo(403);
        }
        assertThat(api.call("POST /v1/tokens")
                        .header("origin", "https://elsewhere.example")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(api.call("POST /v1/tokens")
                        .header("sec-fetch-site", "same-origin")
                        .json("{\"name\": \"a\", \"role\": \"admin\"}")
                        .send()
                        .status())
                .isEqualTo(201);
        assertThat(api.call("GET /v1/tokens")
                        .header("sec-fetch-site", "cross-site")
                        .send()
                        .status())
                .isEqualTo(200);
    }
}
