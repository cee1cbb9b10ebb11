package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.aws.LocalDynamo;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.FollowUps;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.Interventions;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.TaskTypes;
import dev.offstage.engine.Tasks;
import dev.offstage.jobs.JobResources;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BooksTest {
    private static final BookLink SEVEN = new BookLink("7");

    private final InstantSource clock = () -> Tasks.NOON;
    private final Random random = new Random(1);
    private final InMemoryTaskStore tasks = new InMemoryTaskStore();
    private final InMemoryTaskQueue queue = new InMemoryTaskQueue(clock);
    private final JobResources resources =
            new JobResources(Map.of(), LocalDynamo.client(), LocalDynamo.newTable(), null, clock, new Random(1), "1");

    @Test
    void aBookThatIsStoredBetweenTheTwoReadsIsFound() {
        TaskRecord task = Lifecycle.claim(Tasks.task(), "holder", Tasks.NOON);
        assertThat(tasks.create(succeeded(task))).isTrue();
        BookStore store = new DynamoBookStore(
                resources.dynamo(),
                resources.table(),
                book -> BookJson.write(book).toText(),
                PlainBooks::read);
        TaskKeys keysOfTheMoment = new TaskKeys() {
            @Override
            public TaskId claim(String key, TaskId other, Instant purgeAt) {
                return other;
            }

            @Override
            public boolean move(String key, TaskId from, TaskId to, Instant purgeAt) {
                return true;
            }

            @Override
            public Optional<TaskId> find(String key) {
                // The worker stores its book right after the reader found none.
                assertThat(store.put(new BookStore.StoredBook(
                                PlainBooks.book("7", "Seven", "Text."),
                                Tasks.NOON,
                                task.id(),
                                BookStore.Validators.NONE)))
                        .isTrue();
                return Optional.of(task.id());
            }
        };

        assertThat(books(keysOfTheMoment).find(SEVEN)).isInstanceOf(BookInfo.Parsed.class);
    }

    @Test
    void aBookThatNobodyAskedForIsUnknown() {
        assertThat(books(new InMemoryTaskKeys()).find(new BookLink("8"))).isInstanceOf(BookInfo.Unknown.class);
    }

    @Test
    void aBookWhoseTaskIsCancelledFailedForThatReason() {
        TaskKeys keys = new InMemoryTaskKeys();
        TaskRecord task = submitted(keys);
        assertThat(interventions(keys).cancel(task)).isInstanceOf(Interventions.Result.Done.class);

        assertThat(books(keys).find(SEVEN)).isInstanceOfSatisfying(BookInfo.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("cancelled");
            assertThat(failed.message()).isEqualTo("The task was cancelled.");
        });
    }

    /** A record that is gone looks like one that is about to be made. */
    @Test
    void aTaskThatIsDeletedDoesNotComeBack() {
        TaskKeys keys = new InMemoryTaskKeys();
        TaskRecord first = submitted(keys);
        assertThat(interventions(keys).delete(first, (event, facts) -> {}))
                .isInstanceOf(Interventions.Result.Done.class);

        TaskRecord second = submitted(keys);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.state()).isEqualTo(TaskState.QUEUED);
    }

    private TaskRecord submitted(TaskKeys keys) {
        return books(keys)
                .submit(List.of(SEVEN), false, null, Tasks.NOON.plusSeconds(20), null)
                .getFirst()
                .task();
    }

    private Books books(TaskKeys keys) {
        return new Books(resources, enqueuer(keys), tasks, keys);
    }

    private Enqueuer enqueuer(TaskKeys keys) {
        return new Enqueuer(tasks, keys, queue, clock, random);
    }

    private Interventions interventions(TaskKeys keys) {
        FollowUps none = new FollowUps(tasks, enqueuer(keys), new TaskTypes(List.of()));
        return new Interventions(tasks, queue, enqueuer(keys), none, clock);
    }

    private static TaskRecord succeeded(TaskRecord task) {
        return Lifecycle.settle(task, Outcome.done("1"), Tasks.NOON, new Random(1))
                .record();
    }
}
