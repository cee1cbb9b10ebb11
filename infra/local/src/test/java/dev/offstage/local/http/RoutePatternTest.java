package dev.offstage.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoutePatternTest {
    @Test
    void aVariableTakesExactlyOneSegment() {
        RoutePattern pattern = RoutePattern.of("GET /v1/tasks/{id}");

        assertThat(pattern.match("GET", "/v1/tasks/7"))
                .hasValueSatisfying(v -> assertThat(v).containsEntry("id", "7"));
        assertThat(pattern.match("GET", "/v1/tasks/")).isEmpty();
        assertThat(pattern.match("GET", "/v1/tasks/7/cancel")).isEmpty();
        assertThat(pattern.match("POST", "/v1/tasks/7")).isEmpty();
    }

    @Test
    void theDefaultRouteTakesEverything() {
        assertThat(RoutePattern.of("$default").match("HEAD", "/")).isPresent();
        assertThat(RoutePattern.of("$default").match("ODD", "/a/b/c")).isPresent();
    }
}
