package dev.offstage.jobs.mail;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Users as items without an end. */
final class DynamoUserStore implements UserStore {
    private final DynamoDbClient client;
    private final String table;

    DynamoUserStore(DynamoDbClient client, String table) {
        this.client = client;
        this.table = table;
    }

    /** A write that is tried again after its answer was lost meets itself. */
    @Override
    public User createOrFind(User user) {
        PutItemRequest request = PutItemRequest.builder()
                .tableName(table)
                .item(UserItem.write(user))
                .conditionExpression("attribute_not_exists(pk)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        try {
            client.putItem(request);
            return user;
        } catch (ConditionalCheckFailedException there) {
            return UserItem.read(there.item());
        }
    }

    @Override
    public void rename(MailAddress address, String name) {
        set(address, "name", AttributeValue.fromS(name));
    }

    @Override
    public void noteWelcome(MailAddress address) {
        set(address, "welcomed", AttributeValue.fromBool(true));
    }

    private void set(MailAddress address, String attribute, AttributeValue value) {
        client.updateItem(UpdateItemRequest.builder()
                .tableName(table)
                .key(UserItem.key(address))
                .updateExpression("SET #attribute = :value")
                .conditionExpression("attribute_exists(pk)")
                .expressionAttributeNames(Map.of("#attribute", attribute))
                .expressionAttributeValues(Map.of(":value", value))
                .build());
    }
}
