package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.aws.LocalDynamo;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoHostPaceTest implements HostPaceContract {
    private final DynamoDbClient client = LocalDynamo.client();
    private final String table = LocalDynamo.newTable();
    private final HostPace pace = new DynamoHostPace(client, table);

    @Override
    public HostPace pace() {
        return pace;
    }

    @Test
    void theItemIsPurgedADayAfterTheLastMomentHoweverFarAheadThatIs() {
        Duration halfADay = Duration.ofHours(12);

        assertThat(pace.reserve("a.example", PACE, NOON)).isEqualTo(NOON);
        assertThat(purgeAt()).isEqualTo(NOON.plus(PACE).plus(Duration.ofDays(1)));
        for (int turn = 0; turn < 4; turn++) {
            assertThat(pace.reserve("a.example", halfADay, NOON))
                    .isEqualTo(NOON.plus(PACE).plus(halfADay.multipliedBy(turn)));
        }
        assertThat(purgeAt()).isEqualTo(NOON.plus(PACE).plus(Duration.ofDays(3)));
    }

    @Test
    void aNegativePaceIsRefused() {
        assertThatThrownBy(() -> pace.reserve("a.example", Duration.ofMillis(-1), NOON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
    }

    private Instant purgeAt() {
        var items = client.scan(scan -> scan.tableName(table)).items();
        assertThat(items).hasSize(1);
        return Instant.ofEpochSecond(Long.parseLong(
                Objects.requireNonNull(items.getFirst().get("purgeAt")).n()));
    }
}
