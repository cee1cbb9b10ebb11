package dev.offstage.aws;

import dev.offstage.access.SessionStore;
import dev.offstage.access.SessionStoreContract;
import dev.offstage.access.TaskGrants;
import dev.offstage.access.TaskGrantsContract;
import dev.offstage.access.TokenStore;
import dev.offstage.access.TokenStoreContract;
import dev.offstage.count.DayCounts;
import dev.offstage.count.DayCountsContract;
import dev.offstage.engine.Delivery;
import dev.offstage.engine.LossLedger;
import dev.offstage.engine.LossLedgerContract;
import dev.offstage.engine.PauseBoard;
import dev.offstage.engine.PauseBoardContract;
import dev.offstage.engine.Redrives;
import dev.offstage.engine.RedrivesContract;
import dev.offstage.engine.RequestKeys;
import dev.offstage.engine.RequestKeysContract;
import dev.offstage.engine.SweepMark;
import dev.offstage.engine.SweepMarkContract;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.TaskKeysContract;
import dev.offstage.engine.TaskLogs;
import dev.offstage.engine.TaskLogsContract;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TaskQueueContract;
import dev.offstage.engine.TaskSearchContract;
import dev.offstage.engine.TaskStore;
import dev.offstage.engine.TaskStoreContract;
import dev.offstage.engine.TaskSurvey;
import dev.offstage.engine.TaskSurveyContract;
import dev.offstage.engine.Tasks;
import dev.offstage.maintenance.WalkMarks;
import dev.offstage.maintenance.WalkMarksContract;
import dev.offstage.report.Reports;
import dev.offstage.report.ReportsContract;
import dev.offstage.scheduler.FiringLedger;
import dev.offstage.scheduler.FiringLedgerContract;
import dev.offstage.scheduler.Overlaps;
import dev.offstage.scheduler.OverlapsContract;
import dev.offstage.scheduler.ScheduleStore;
import dev.offstage.scheduler.ScheduleStoreContract;
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
    final class Search implements TaskSearchContract {
        @Override
        public Searched newSearch() {
            String table = LocalDynamo.newTable();
            SweepMark mark = new DynamoSweepMark(LocalDynamo.client(), table);
            mark.begin(Tasks.NOON);
            return new Searched(
                    new DynamoTaskStore(LocalDynamo.client(), table, new Random(1)),
                    new DynamoTaskSearch(LocalDynamo.client(), table, mark, Payloads.NONE));
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
    final class Requests implements RequestKeysContract {
        @Override
        public RequestKeys newKeys() {
            return new DynamoRequestKeys(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class TokenItems implements TokenStoreContract {
        @Override
        public TokenStore newStore() {
            return new DynamoTokenStore(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class SessionItems implements SessionStoreContract {
        @Override
        public SessionStore newStore() {
            return new DynamoSessionStore(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class GrantItems implements TaskGrantsContract {
        @Override
        public TaskGrants newGrants() {
            return new DynamoTaskGrants(LocalDynamo.client(), LocalDynamo.newTable());
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
    final class Board implements PauseBoardContract {
        @Override
        public PauseBoard newBoard() {
            return new DynamoPauseBoard(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class Logs implements TaskLogsContract {
        @Override
        public TaskLogs newLogs() {
            return new DynamoTaskLogs(LocalDynamo.client(), LocalDynamo.newTable());
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

    @Nested
    final class RedriveItems implements RedrivesContract {
        @Override
        public Redrives newRedrives() {
            return new DynamoRedrives(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class Ledger implements LossLedgerContract {
        @Override
        public LossLedger newLedger() {
            return new DynamoLossLedger(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class ScheduleItems implements ScheduleStoreContract {
        @Override
        public ScheduleStore newStore() {
            return new DynamoScheduleStore(LocalDynamo.client(), LocalDynamo.newTable(), () -> Tasks.NOON);
        }
    }

    @Nested
    final class CountItems implements DayCountsContract {
        @Override
        public DayCounts newCounts() {
            return new DynamoDayCounts(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class FiringItems implements FiringLedgerContract {
        @Override
        public FiringLedger newLedger() {
            return new DynamoFiringLedger(LocalDynamo.client(), LocalDynamo.newTable(), () -> Tasks.NOON);
        }
    }

    @Nested
    final class ReportItems implements ReportsContract {
        @Override
        public Reports newReports() {
            return new DynamoReports(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class OverlapItems implements OverlapsContract {
        @Override
        public Overlaps newOverlaps() {
            return new DynamoOverlaps(LocalDynamo.client(), LocalDynamo.newTable(), () -> Tasks.NOON);
        }
    }

    @Nested
    final class Walks implements WalkMarksContract {
        @Override
        public WalkMarks newMarks() {
            return new DynamoWalkMarks(LocalDynamo.client(), LocalDynamo.newTable());
        }
    }

    @Nested
    final class Survey implements TaskSurveyContract {
        private final String table = LocalDynamo.newTable();

        @Override
        public TaskStore store() {
            return new DynamoTaskStore(LocalDynamo.client(), table, new Random(1));
        }

        @Override
        public TaskSurvey survey() {
            return new DynamoTaskSurvey(LocalDynamo.client(), table);
        }
    }
}
