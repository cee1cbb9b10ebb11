package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.aws.LocalDynamo;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class DynamoRobotsStoreTest implements RobotsStoreContract {
    private final DynamoDbClient client = LocalDynamo.client();
    private final String table = LocalDynamo.newTable();
    private final RobotsStore store = new DynamoRobotsStore(client, table);

    @Override
    public RobotsStore store() {
        return store;
    }

    @Test
    void everyItemIsPurgedADayAfterItsEnd() {
        assertThat(store.claimReading(SITE, NOON, SOON)).isTrue();
        assertThat(purgeAt()).isEqualTo(SOON.plus(Duration.ofDays(1)).getEpochSecond());

        store.keep(SITE, "text", TOMORROW);
        assertThat(purgeAt()).isEqualTo(TOMORROW.plus(Duration.ofDays(1)).getEpochSecond());
    }

    @Test
    void releasingWhatIsNotThereMakesNoItem() {
        store.release(SITE);

        assertThat(client.scan(scan -> scan.tableName(table)).items()).isEmpty();
    }

    private long purgeAt() {
        var items = client.scan(scan -> scan.tableName(table)).items();
        assertThat(items).hasSize(1);
        return Long.parseLong(
                Objects.requireNonNull(items.getFirst().get("purgeAt")).n());
    }
}
