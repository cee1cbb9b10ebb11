package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.aws.LocalDynamo;
import dev.offstage.jobs.books.BookStore.Validators;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class DynamoBookStoreTest implements BookStoreContract {
    private final DynamoDbClient client = LocalDynamo.client();
    private final String table = LocalDynamo.newTable();
    private final BookStore store = new DynamoBookStore(client, table, PlainBooks::write, PlainBooks::read);

    @Override
    public BookStore store() {
        return store;
    }

    /** Two beginnings, so that at least one of the cuts falls between the halves of a pair. */
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\n\""})
    void aLongDescriptionIsCutToWhatAnItemHolds(String beginning) {
        String endless = beginning + "𝕏".repeat(200_000);

        assertThat(store.put(BookStoreContract.stored("1", "One", endless, NOON, Validators.NONE)))
                .isTrue();

        String text = Objects.requireNonNull(item().get("book")).s();
        assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(370 * 1024, 380 * 1024);
        assertThat(store.find("1").orElseThrow().book().description()).matches(beginning + "(𝕏){90000,}…");
    }

    @Test
    void halfASurrogatePairIsReplaced() {
        assertThat(store.put(BookStoreContract.stored("1", "One", "cut off \uD83D", NOON, Validators.NONE)))
                .isTrue();

        assertThat(store.find("1").orElseThrow().book().description()).isEqualTo("cut off ?");
    }

    @Test
    void validatorsOfAbsurdLengthAreNotKept() {
        Validators absurd = new Validators("e".repeat(30_000), "m".repeat(1_024));

        assertThat(store.put(BookStoreContract.stored("1", "One", "d", NOON, absurd)))
                .isTrue();

        assertThat(store.find("1").orElseThrow().validators()).isEqualTo(new Validators(null, "m".repeat(1_024)));
    }

    @Test
    void aBookHasNoEnd() {
        assertThat(store.put(BookStoreContract.stored("1", "One", NOON))).isTrue();

        assertThat(item()).doesNotContainKey("purgeAt");
    }

    private Map<String, AttributeValue> item() {
        return client.getItem(get -> get.tableName(table).key(BookItem.key("1")))
                .item();
    }
}
