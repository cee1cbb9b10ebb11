package dev.offstage.aws;

import dev.offstage.engine.Delivery;
import dev.offstage.engine.SweepMark;
import dev.offstage.engine.SweepMarkContract;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.TaskKeysContract;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TaskQueueContract;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskStoreContract;
import dev.offstage.task.QueueName;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;

/** The adapters keep the same contracts as the fakes, over the real protocols. */
final class AwsPortsTest {

    @Nested
    final class Store implements TaskStoreContract {
        @Override
        public TaskStore newStore() {
            return new DynamoTaskStore(LocalDynamo.client(), LocalDynamo.newTable(), new Random(1));
        }
    }

    @Nested
    final class Keys implements TaskKeysContract {
        @Override
        public TaskKeys newKeys() {
            return new DynamoTaskKeys(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class Mark implements SweepMarkContract {
        @Override
        public SweepMark newMark() {
            return new DynamoSweepMark(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class Queue implements TaskQueueContract {
        private final Map<QueueName, String> urls = new EnumMap<>(QueueName.class);

        @Override
        public TaskQueue newQueue() {
            for (QueueName name : QueueName.values()) {
                urls.put(name, LocalSqs.newQueue(Map.of()));
            }
            return new SqsTaskQueue(LocalSqs.client(), urls);
        }

        @Override
        public List<Delivery> receive(QueueName name) {
            return LocalSqs.client()
                    .receiveMessage(get -> get.queueUrl(urls.get(name)).maxNumberOfMessages(10))
                    .messages()
                    .stream()
                    .map(message -> new Delivery(message.messageId(), message.receiptHandle(), message.body()))
                    .toList();
        }
    }
}
