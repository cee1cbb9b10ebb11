package dev.offstage.aws;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/** An HTTP client that sends every request, then breaks off before the answer that is to be lost. */
public final class LostAnswers implements SdkHttpClient {
    private final SdkHttpClient client;
    private final AtomicInteger untilLoss = new AtomicInteger();

    public LostAnswers(SdkHttpClient client) {
        this.client = client;
    }

    /** Loses one answer, the one after {@code answers} others; the request behind it still takes effect. */
    public void loseOneAfter(int answers) {
        untilLoss.set(answers + 1);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest call = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                HttpExecuteResponse answer = call.call();
                if (untilLoss.getAndDecrement() == 1) {
                    throw new IOException("The connection broke before the answer came.");
                }
                return answer;
            }

            @Override
            public void abort() {
                call.abort();
            }
        };
    }

    @Override
    public void close() {
        client.close();
    }
}
