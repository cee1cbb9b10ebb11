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
    final class Search implements TaskSearchContract {
        @Override
        public Searched newSearch() {
            InMemoryTaskStore store = new InMemoryTaskStore();
            return new Searched(store, new InMemoryTaskSearch(store));
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
    final class Requests implements RequestKeysContract {
        @Override
        public RequestKeys newKeys() {
            return new InMemoryRequestKeys();
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
    final class Board implements PauseBoardContract {
        @Override
        public PauseBoard newBoard() {
            return new InMemoryPauseBoard();
        }
    }

    @Nested
    final class Logs implements TaskLogsContract {
        @Override
        public TaskLogs newLogs() {
            return new InMemoryTaskLogs();
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

    @Nested
    final class Redriving implements RedrivesContract {
        @Override
        public Redrives newRedrives() {
            return new InMemoryRedrives();
        }
    }

    @Nested
    final class Ledger implements LossLedgerContract {
        @Override
        public LossLedger newLedger() {
            return new InMemoryLossLedger();
        }
    }

    @Nested
    final class Survey implements TaskSurveyContract {
        private final InMemoryTaskStore store = new InMemoryTaskStore();

        @Override
        public TaskStore store() {
            return store;
        }

        @Override
        public TaskSurvey survey() {
            return new InMemoryTaskSurvey(store, 2);
        }
    }
}
