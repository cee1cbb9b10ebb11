package dev.offstage.jobs.books;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Books as items without an end: they never get a {@code purgeAt}, so none is filtered on read. */
final class DynamoBookStore implements BookStore {
    private final DynamoDbClient client;
    private final String table;
    private final BookItem items;

    /**
     * Keeps books in {@code table}.
     *
     * @param write a book as JSON text
     * @param read the book that such a text holds
     */
    DynamoBookStore(DynamoDbClient client, String table, Function<Book, String> write, Function<String, Book> read) {
        this.client = client;
        this.table = table;
        this.items = new BookItem(write, read);
    }

    @Override
    public Optional<StoredBook> find(String bookId) {
        Map<String, AttributeValue> item = client.getItem(request ->
                        request.tableName(table).key(BookItem.key(bookId)).consistentRead(true))
                .item();
        return item.isEmpty() ? Optional.empty() : Optional.of(items.read(item));
    }

    /** A write that is tried again after its answer was lost meets itself, equally old, and succeeds once more. */
    @Override
    public boolean put(StoredBook book) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(items.write(book))
                .conditionExpression("attribute_not_exists(pk) OR fetchedAt <= :at")
                .expressionAttributeValues(Map.of(":at", BookItem.milliseconds(book.fetchedAt())))
                .build();
        return happens(() -> client.putItem(request));
    }

    @Override
    public boolean confirm(String bookId, Instant fetchedAt, TaskId taskId) {
        UpdateItemRequest request = UpdateItemRequest.builder()
                .tableName(table)
                .key(BookItem.key(bookId))
                .updateExpression("SET fetchedAt = :at, taskId = :task")
                .conditionExpression("attribute_exists(pk) AND fetchedAt <= :at")
                .expressionAttributeValues(Map.of(
                        ":at", BookItem.milliseconds(fetchedAt), ":task", AttributeValue.fromS(taskId.toString())))
                .build();
        return happens(() -> client.updateItem(request));
    }

    private static boolean happens(Runnable write) {
        try {
            write.run();
            return true;
        } catch (ConditionalCheckFailedException refused) {
            return false;
        }
    }
}
