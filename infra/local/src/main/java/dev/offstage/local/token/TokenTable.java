package dev.offstage.local.token;

import dev.offstage.access.TokenStore;
import dev.offstage.aws.DynamoTokenStore;
import dev.offstage.local.http.TablesAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.crt.http.HttpException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The table that holds the tokens, open.
 *
 * @param where the place and the region, for sentences
 * @param host the address of the local host that was found; null when the table is another one's
 */
public record TokenTable(
        DynamoDbClient client,
        String name,
        Place place,
        String where,
        @Nullable URI host) implements AutoCloseable {
    /** Finds the table and makes sure that it can be asked. */
    public static TokenTable open(Place place) throws PlaceException {
        URI endpoint = place.endpoint();
        if (endpoint != null && place.isLoopback()) {
            Optional<TablesAddress> tables = RunningHost.ask(endpoint);
            if (tables.isPresent()) {
                return ofHost(tables.get(), place, endpoint);
            }
        }
        return found(DynamoClient.at(place), place);
    }

    private static TokenTable ofHost(TablesAddress tables, Place place, URI host) throws PlaceException {
        String given = place.table();
        String name = given == null ? TableName.choose(tables.names(), place.toString()) : given;
        return new TokenTable(DynamoClient.ofHost(tables).client(), name, place, place.toString(), host);
    }

    private static TokenTable found(DynamoClient dynamo, Place place) throws PlaceException {
        String where = place + " in " + dynamo.region();
        try {
            String given = place.table();
            String name = given == null ? TableName.choose(names(dynamo.client()), where) : given;
            return new TokenTable(dynamo.client(), name, place, where, null);
        } catch (SdkException | HttpException e) {
            dynamo.client().close();
            throw Refusals.of(e, TableName.SUFFIX, where);
        } catch (PlaceException e) {
            dynamo.client().close();
            throw e;
        }
    }

    private static List<String> names(DynamoDbClient client) {
        return client.listTablesPaginator().tableNames().stream().toList();
    }

    @Override
    public String toString() {
        return "the table " + name + " at " + where;
    }

    /** The tokens in it. */
    TokenStore store() {
        return new DynamoTokenStore(client, name);
    }

    /** The sentence for what went wrong with this table. */
    public PlaceException refusal(RuntimeException failure) {
        return Refusals.of(failure, name, where);
    }

    @Override
    public void close() {
        client.close();
    }
}
