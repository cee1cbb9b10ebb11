package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.aws.LocalDynamo;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.TaskKeys;
import dev.offstage.engine.Tasks;
import dev.offstage.jobs.JobResources;
import dev.offstage.task.Lifecycle;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BooksTest {
    private final InstantSource clock = () -> Tasks.NOON;
    private final InMemoryTaskStore tasks = new InMemoryTaskStore();
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

        assertThat(books(keysOfTheMoment).find(new BookLink("7"))).isInstanceOf(BookInfo.Parsed.class);
    }

    @Test
    void aBookThatNobodyAskedForIsUnknown() {
        assertThat(books(new InMemoryTaskKeys()).find(new BookLink("8"))).isInstanceOf(BookInfo.Unknown.class);
    }

    private Books books(TaskKeys keys) {
        Enqueuer enqueuer = new Enqueuer(tasks, keys, new InMemoryTaskQueue(clock), clock, new Random(1));
        return new Books(resources, enqueuer, tasks, keys);
    }

    private static TaskRecord succeeded(TaskRecord task) {
        return Lifecycle.settle(task, Outcome.done("1"), Tasks.NOON, new Random(1))
                .record();
    }
}
