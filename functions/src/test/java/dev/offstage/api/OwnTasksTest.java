package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.access.NewToken;
import dev.offstage.access.Role;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Submitters read what they submitted, and what they were told of. */
final class OwnTasksTest {
    private final Api api = Api.with("token");
    private final NewToken first = api.token(Role.SUBMITTER);
    private final NewToken second = api.token(Role.SUBMITTER);

    private String submit(NewToken token) {
        Api.Reply reply = api.call("POST /parseGoodreadsLinks")
                .bearer(token)
                .json("[\"" + Api.LINK + "\"]")
                .send();
        assertThat(reply.status()).isEqualTo(202);
        return reply.body().path("tasks").path(0).path("id").asText();
    }

    private Api.Reply read(NewToken token, String task) {
        return api.call("GET /v1/tasks/{id}").bearer(token).id(task).send();
    }

    @Test
    void aTaskIsForItsSubmitterAndForReaders() {
        String task = submit(first);

        assertThat(read(first, task).status()).isEqualTo(200);
        for (Role role : new Role[] {Role.READER, Role.OPERATOR, Role.ADMIN}) {
            assertThat(read(api.token(role), task).status()).isEqualTo(200);
        }
        Api.Reply refused = read(second, task);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.detail()).contains("the role reader, operator or admin");
        assertThat(refused.text()).doesNotContain("3735293");
    }

    @Test
    void whoIsToldOfAnothersTaskMayReadIt() {
        String task = submit(first);
        assertThat(read(second, task).status()).isEqualTo(403);

        assertThat(submit(second)).isEqualTo(task);

        assertThat(read(second, task).status()).isEqualTo(200);
        assertThat(read(api.token(Role.SUBMITTER), task).status()).isEqualTo(403);
        api.clock.advance(Duration.ofDays(100));
        assertThat(read(second, task).status())
                .as("a task that waits that long")
                .isEqualTo(200);
    }

    @Test
    void whatAnOperatorSubmittedIsNotTheSubmitters() {
        String task = submit(api.token(Role.OPERATOR));

        assertThat(read(first, task).status()).isEqualTo(403);
        assertThat(submit(first)).isEqualTo(task);
        assertThat(read(first, task).status()).isEqualTo(200);
    }

    @Test
    void booksAreForEveryone() {
        submit(first);

        assertThat(api.call("GET /getBookInfo")
                        .bearer(second)
                        .query("url", Api.LINK)
                        .send()
                        .status())
                .isEqualTo(202);
    }

    @Test
    void theSubjectOfAJwtIsAnOwnerToo() {
        Api jwt = Api.with("jwt");
        Map<String, String> anna = Map.of("sub", "anna", "scope", "offstage/submitter");
        Map<String, String> bert = Map.of("sub", "bert", "scope", "offstage/submitter");
        String task = jwt.call("POST /parseGoodreadsLinks")
                .claims(anna)
                .json("[\"" + Api.LINK + "\"]")
                .send()
                .body()
                .path("tasks")
                .path(0)
                .path("id")
                .asText();

        assertThat(jwt.call("GET /v1/tasks/{id}").claims(anna).id(task).send().status())
                .isEqualTo(200);
        assertThat(jwt.call("GET /v1/tasks/{id}").claims(bert).id(task).send().status())
                .isEqualTo(403);
    }
}
