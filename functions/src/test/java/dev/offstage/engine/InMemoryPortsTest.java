package dev.offstage.engine;

import dev.offstage.task.QueueName;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The fakes keep the same contracts as the real stores and queues. */
final class InMemoryPortsTest {

    @Nested
    final class Store implements TaskStoreContract {
        @Override
        public TaskStore newStore() {
            return new InMemoryTaskStore();
        }
    }

    @Nested
    final class Keys implements TaskKeysContract {
        @Override
        public TaskKeys newKeys() {
            return new InMemoryTaskKeys();
        }
    }

    @Nested
    final class Mark implements SweepMarkContract {
        @Override
        public SweepMark newMark() {
            return new InMemorySweepMark();
        }
    }

    @Nested
    final class Queue implements TaskQueueContract {
        private final InMemoryTaskQueue queue = new InMemoryTaskQueue(() -> Tasks.NOON);

        @Override
        public TaskQueue newQueue() {
            return queue;
        }

        @Override
        public List<Delivery> receive(QueueName name) {
            return queue.receive(name, 10);
        }
    }
}
