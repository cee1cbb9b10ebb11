package dev.offstage.aws;

import java.io.IOException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Lets the SDK know each failure of the native HTTP client. For some, such as an unknown host, that client throws an exception of
 * its own, which the SDK neither repeats nor wraps.
 */
record NativeHttp(SdkHttpClient client) implements SdkHttpClient {

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Call(client.prepareRequest(request));
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }

    private record Call(ExecutableHttpRequest request) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            try {
                return request.call();
            } catch (SdkException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new IOException("The request could not be sent: " + e.getMessage(), e);
            }
        }

        @Override
        public void abort() {
            request.abort();
        }
    }
}
