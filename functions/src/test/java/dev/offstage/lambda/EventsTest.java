package dev.offstage.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.tests.EventLoader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The hand-written reading of events agrees with the official one, member by member. */
final class EventsTest {
    private static final Path EVENTS = Path.of("../events");

    static Stream<Path> events() throws IOException {
        try (Stream<Path> files = Files.list(EVENTS)) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsReadAsTheOfficialLoaderReadsIt(Path file) {
        String name = file.getFileName().toString();
        String path = file.toAbsolutePath().toString();
        if (name.startsWith("api-")) {
            APIGatewayV2HTTPEvent official = EventLoader.loadEvent(path, APIGatewayV2HTTPEvent.class);
            assertThat(Events.http(stream(file))).usingRecursiveComparison().isEqualTo(official);
        } else if (name.endsWith("-sqs.json")) {
            SQSEvent official = EventLoader.loadEvent(path, SQSEvent.class);
            assertThat(Events.sqs(stream(file))).usingRecursiveComparison().isEqualTo(official);
        } else {
            assertThat(name).endsWith("-scheduled.json");
            ScheduledEvent official = EventLoader.loadEvent(path, ScheduledEvent.class);
            assertThat(Events.scheduled(stream(file)))
                    .usingRecursiveComparison()
                    .isEqualTo(official);
        }
    }

    @Test
    void everyKindOfEventHasAFile() throws IOException {
        List<String> names = events().map(file -> file.getFileName().toString()).toList();

        assertThat(names)
                .anyMatch(name -> name.startsWith("api-"))
                .contains("worker-sqs.json", "dead-letter-sqs.json", "tick-scheduled.json");
    }

    @Test
    void anEventWithNothingInItIsRead() {
        InputStream empty = new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8));

        assertThat(Events.http(empty).getRequestContext()).isNull();
    }

    @Test
    void theDetailOfAScheduleIsTextAndNobodyReadsIt() {
        // What EventBridge Scheduler sends by itself, which the official loader refuses.
        String event = "{\"time\": \"2026-11-21T08:00:00Z\", \"detail\": \"{}\"}";

        ScheduledEvent read = Events.scheduled(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));

        assertThat(read.getTime().toString()).isEqualTo("2026-11-21T08:00:00.000Z");
    }

    private static InputStream stream(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
