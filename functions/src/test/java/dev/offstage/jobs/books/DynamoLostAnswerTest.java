package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.aws.LocalDynamo;
import dev.offstage.aws.LostAnswers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.crt.AwsCrtHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A write that took effect though its answer was lost is sent again by the client. */
class DynamoLostAnswerTest {
    private static final Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
    private static final Duration PACE = Duration.ofSeconds(2);

    private final LostAnswers answers = new LostAnswers(AwsCrtHttpClient.create());
    private final DynamoDbClient client =
            LocalDynamo.newClient().httpClient(answers).build();
    private final String table = LocalDynamo.newTable();

    @AfterEach
    void close() {
        client.close();
        answers.close();
    }

    @Test
    void theFirstMomentOfAHostIsWastedNotGivenTwice() {
        HostPace pace = new DynamoHostPace(client, table);

        // The first answer is the refusal to queue up on a host that is free.
        answers.loseOneAfter(1);

        assertThat(pace.reserve("a.example", PACE, NOON)).isEqualTo(NOON.plusSeconds(2));
        assertThat(pace.reserve("a.example", PACE, NOON)).isEqualTo(NOON.plusSeconds(4));
    }

    @Test
    void aMomentInTheQueueIsWastedNotGivenTwice() {
        HostPace pace = new DynamoHostPace(client, table);
        assertThat(pace.reserve("a.example", PACE, NOON)).isEqualTo(NOON);

        answers.loseOneAfter(0);

        assertThat(pace.reserve("a.example", PACE, NOON)).isEqualTo(NOON.plusSeconds(4));
        assertThat(pace.reserve("a.example", PACE, NOON)).isEqualTo(NOON.plusSeconds(6));
    }

    @Test
    void aBookThatWasStoredIsSaidToBe() {
        BookStore store = new DynamoBookStore(client, table, PlainBooks::write, PlainBooks::read);

        answers.loseOneAfter(0);
        assertThat(store.put(BookStoreContract.stored("1", "One", NOON))).isTrue();
        answers.loseOneAfter(0);
        assertThat(store.confirm("1", NOON, store.find("1").orElseThrow().taskId()))
                .isTrue();
    }

    @Test
    void aClaimWhoseAnswerWasLostEndsByItself() {
        RobotsStore store = new DynamoRobotsStore(client, table);

        answers.loseOneAfter(0);

        assertThat(store.claimReading("https://a.example", NOON, NOON.plusSeconds(30)))
                .isFalse();
        assertThat(store.claimReading("https://a.example", NOON.plusSeconds(30), NOON.plusSeconds(60)))
                .isTrue();
    }
}
