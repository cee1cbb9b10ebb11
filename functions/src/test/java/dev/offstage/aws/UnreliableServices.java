package dev.offstage.aws;

import java.io.IOException;
import java.util.Random;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client whose requests sometimes do not arrive or arrive twice and whose answers sometimes are lost, mostly once, so that
 * the SDK's next try helps, and sometimes so often that the SDK gives up.
 */
final class UnreliableServices implements SdkHttpClient {
    /** The SDK tries a request no more often than this. */
    private static final int ALL_TRIES = 8;

    private final SdkHttpClient client;
    private final Random random;
    private int failing;
    private boolean reliable;

    UnreliableServices(SdkHttpClient client, long seed) {
        this.client = client;
        this.random = new Random(seed);
    }

    private enum Fate {
        ARRIVES,
        NEVER_SENT,
        ARRIVES_TWICE,
        ANSWER_LOST
    }

    /** From now on nothing goes wrong. */
    synchronized void stop() {
        reliable = true;
    }

    private synchronized Fate next() {
        if (reliable) {
            return Fate.ARRIVES;
        }
        int drawn = random.nextInt(1000);
        failing = drawn < 4 ? ALL_TRIES : Math.max(0, failing - 1);
        if (failing > 0 || drawn < 40) {
            return random.nextBoolean() ? Fate.NEVER_SENT : Fate.ANSWER_LOST;
        }
        return drawn < 70 ? Fate.ARRIVES_TWICE : Fate.ARRIVES;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return switch (next()) {
                    case ARRIVES -> call.call();
                    case NEVER_SENT -> throw new IOException("The connection broke before the request was sent.");
                    case ARRIVES_TWICE -> {
                        closeBody(client.prepareRequest(request).call());
                        yield call.call();
                    }
                    case ANSWER_LOST -> {
                        closeBody(call.call());
                        throw new IOException("The connection broke before the answer came.");
                    }
                };
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    /** Or its connection is never free again. */
    private static void closeBody(HttpExecuteResponse answer) throws IOException {
        if (answer.responseBody().isPresent()) {
            answer.responseBody().get().close();
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
