package dev.offstage.local.token;

import dev.offstage.local.http.TablesAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Asks an address of this machine whether a local host listens there. */
final class RunningHost {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private RunningHost() {}

    /** Where the tables of the host are; empty when something else answers. */
    static Optional<TablesAddress> ask(URI address) throws PlaceException {
        HttpRequest request = HttpRequest.newBuilder(address.resolve("/"))
                .header(TablesAddress.HEADER, TablesAddress.ASKED)
                .timeout(PATIENCE)
                .build();
        try (HttpClient client = HttpClient.newBuilder()
                .proxy(HttpClient.Builder.NO_PROXY)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build()) {
            return TablesAddress.read(
                    client.send(request, BodyHandlers.ofString()).body());
        } catch (IOException ignored) {
            throw new PlaceException(
                    "Nothing answers at " + address + ". Start the local host with: " + ThisCommand.TEXT
                            + " run --access token; or say where the tokens are: --endpoint URL for a host on another port or"
                            + " another DynamoDB, --table NAME for a table on AWS.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlaceException("The command was interrupted.");
        }
    }
}
