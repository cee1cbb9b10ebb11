package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sqs.SqsClient;

class ClientsTest {
    @Test
    void aHostThatDoesNotExistIsAFailureOfTheSdkLikeAnyOther() {
        Map<String, String> variables = Map.of(
                "SQS_ENDPOINT", "http://nowhere.invalid",
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local");

        try (SqsClient sqs = new Clients(new Environment(variables)).sqs()) {
            assertThatThrownBy(() -> sqs.listQueues()).isInstanceOf(SdkException.class);
        }
    }

    /** Whether a mail is sent again is for its task to decide and to count. */
    @Test
    void aMailIsAskedForOnceWhateverTheAnswer() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        server.start();
        Map<String, String> variables = Map.of(
                "SES_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "local",
                "AWS_SECRET_ACCESS_KEY", "local");

        try (SesV2Client ses = new Clients(new Environment(variables)).ses()) {
            assertThatThrownBy(() -> ses.sendEmail(mail -> {})).isInstanceOf(SdkException.class);
        } finally {
            server.stop(0);
        }
        assertThat(asked).hasValue(1);
    }
}
