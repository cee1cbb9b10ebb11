package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class LocalSqsTest {
    private final SqsClient client = LocalSqs.client();

    @Test
    void everyQueueIsNewAndHandsOutWhatItIsGivenOnce() {
        String queue = LocalSqs.newQueue(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"));
        SendMessageResponse sent =
                client.sendMessage(request -> request.queueUrl(queue).messageBody("hello"));

        assertThat(sent.messageId()).isNotEmpty();
        assertThat(client.receiveMessage(request -> request.queueUrl(queue)).messages())
                .extracting(Message::body)
                .containsExactly("hello");
        assertThat(client.receiveMessage(request -> request.queueUrl(queue)).messages())
                .isEmpty();
        assertThat(client.receiveMessage(request -> request.queueUrl(LocalSqs.newQueue(Map.of())))
                        .messages())
                .isEmpty();
    }
}
