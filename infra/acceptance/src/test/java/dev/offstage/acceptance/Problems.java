package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

/** What every refusal has in common. */
final class Problems {
    private Problems() {}

    /** Checks that {@code reply} is a problem document with {@code status}. */
    static void check(Reply reply, int status) {
        assertThat(reply.status()).as(reply.toString()).isEqualTo(status);
        assertThat(reply.header("content-type")).as(reply.toString()).startsWith("application/problem+json");
        Node problem = reply.json();
        assertThat(problem.at("type").text()).startsWith("/problems/");
        assertThat(problem.at("title").text()).isNotBlank();
        assertThat(problem.at("status").text()).isEqualTo(String.valueOf(status));
        assertThat(problem.at("detail").text()).isNotBlank().isNotEqualTo("null");
        assertThat(problem.at("instance").text()).startsWith("urn:request:");
        assertThat(problem.at("errors").list()).allSatisfy(error -> {
            assertThat(error.at("pointer").text()).startsWith("/");
            assertThat(error.at("code").text()).isNotBlank();
            assertThat(error.at("message").text()).isNotBlank();
        });
        if (status == 405) {
            assertThat(reply.header("allow")).isNotBlank();
        }
        if (status == 429 || status == 503) {
            assertThat(reply.header("retry-after")).matches("\\d+");
        }
    }
}
