package dev.offstage.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.json.CanonicalJson;
import dev.offstage.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows of schedules is what is answered. */
final class ReadmeSchedulesTest {
    private static final Pattern PUT = Pattern.compile("curl -X PUT \\S+/v1/schedules/(\\S+) .*\\s+-d '(.*)'");
    private static final Pattern PREVIEW =
            Pattern.compile("curl '\\S+/v1/schedules/nightly-echo/preview\\?count=(\\d)&from=([^']*)'");

    private final Api api = Api.with("open", "DEMO_TASKS", "true");
    private final String section;

    ReadmeSchedulesTest() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        section = readme.split("\n## Schedules\n", 2)[1].split("\n## ", 2)[0];
    }

    /** The answer after the request that {@code request} found, as "status body". */
    private String shown(Matcher request) {
        String answer = section.substring(request.end()).strip();
        int end = answer.indexOf("\n\n");
        return end < 0 ? answer : answer.substring(0, end);
    }

    private static void isShown(Api.Reply reply, String shown) throws Exception {
        assertThat(shown).startsWith(reply.status() + " ");
        assertThat(CanonicalJson.of(reply.body())).isEqualTo(CanonicalJson.of(Json.parse(shown.substring(4))));
    }

    @Test
    void theAnswersAreTheOnesShown() throws Exception {
        Matcher put = PUT.matcher(section);
        assertThat(put.find()).isTrue();
        isShown(
                api.call("PUT /v1/schedules/{name}")
                        .variable("name", put.group(1))
                        .json(put.group(2))
                        .send(),
                shown(put));

        Matcher preview = PREVIEW.matcher(section);
        assertThat(preview.find()).isTrue();
        isShown(
                api.call("GET /v1/schedules/{name}/preview")
                        .variable("name", put.group(1))
                        .query("count", preview.group(1))
                        .query("from", preview.group(2))
                        .send(),
                shown(preview));
    }
}
