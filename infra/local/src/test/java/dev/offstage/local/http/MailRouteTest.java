package dev.offstage.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import dev.offstage.local.mail.MailFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MailRouteTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before each test.
    private Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    private MailRoute route;

    @BeforeEach
    void keepThree() throws IOException {
        for (int second = 1; second <= 3; second++) {
            Path unused = Files.writeString(
                    folder.resolve("20261121T12000" + second + "000Z-0000.eml"),
                    "To: ada@example.org\r\nSubject: " + second + "\r\nX-Offstage-Task: t-" + second + "\r\n\r\nHello");
        }
        route = new MailRoute(new MailFolder(folder, InstantSource.system()));
    }

    @Test
    void aMailIsShownWithAllThatIsKnownOfIt() {
        assertThat(text(asked("limit=1")))
                .startsWith(
                        "{\"data\":[{\"id\":\"20261121T120003000Z-0000\",\"to\":\"ada@example.org\",\"subject\":\"3\","
                                + "\"text\":\"Hello\",\"html\":null,\"at\":\"2026-11-21T12:00:03.000Z\",\"taskId\":\"t-3\"}],"
                                + "\"nextCursor\":\"");
    }

    @Test
    void pagesFollowEachOtherToTheEnd() throws UnreadableJsonException {
        JrsValue first = Json.parse(text(asked("limit=2")));
        JrsValue second = Json.parse(
                text(asked("limit=2&cursor=" + Json.text(first, "nextCursor").orElseThrow())));

        assertThat(subjects(first)).containsExactly("3", "2");
        assertThat(subjects(second)).containsExactly("1");
        assertThat(Json.text(second, "nextCursor")).isEmpty();
        assertThat(subjects(Json.parse(text(asked(""))))).containsExactly("3", "2", "1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=",
                "cursor=",
                "cursor=abc",
                "cursor=%25",
                "cursor=MjAy",
                "to=ada@example.org"
            })
    void aWrongQueryIsSaidToBe(String query) {
        FunctionAnswer answer = asked(query);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains("\"type\":\"/problems/unreadable\"", query.substring(0, query.indexOf('=')));
    }

    private FunctionAnswer asked(String query) {
        return route.list(new RawRequest(
                "GET", "/v1/mails", query, "HTTP/1.1", "127.0.0.1", Map.of(), List.of(), ByteBuffer.allocate(0)));
    }

    private static String text(FunctionAnswer answer) {
        return StandardCharsets.UTF_8.decode(answer.body().duplicate()).toString();
    }

    private static List<String> subjects(JrsValue page) {
        JrsArray mails = (JrsArray) page.path("data");
        return IntStream.range(0, mails.size())
                .mapToObj(i -> mails.get(i).path("subject").asText())
                .toList();
    }
}
