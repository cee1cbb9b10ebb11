package dev.offstage.jobs.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.aws.LocalDynamo;
import dev.offstage.engine.Delivery;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.InMemoryTaskKeys;
import dev.offstage.engine.InMemoryTaskQueue;
import dev.offstage.engine.InMemoryTaskStore;
import dev.offstage.engine.TaskQueue;
import dev.offstage.engine.TestClock;
import dev.offstage.jobs.JobResources;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MailsTest {
    private static final MailAddress ADA = new MailAddress("ada@example.org");

    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final InMemoryTaskStore tasks = new InMemoryTaskStore();
    private final InMemoryTaskQueue queue = new InMemoryTaskQueue(clock);
    private final JobResources resources =
            new JobResources(Map.of(), LocalDynamo.client(), LocalDynamo.newTable(), null, clock, new Random(1), "1");
    private final Enqueuer enqueuer = enqueuer(queue);
    private final Mails mails = new Mails(resources, enqueuer, tasks);

    private Enqueuer enqueuer(TaskQueue sender) {
        return new Enqueuer(tasks, new InMemoryTaskKeys(), sender, clock, new Random(2));
    }

    @Test
    void aMailIsATask() {
        Mail mail = new Mail("ada@example.org", "Hello", "text", "<p>text</p>");

        TaskRecord task = enqueuer.submit(Mails.sending(mail, null, "me"));

        assertThat(task.spec().type()).isEqualTo("send-email");
        assertThat(task.spec().args())
                .isEqualTo(
                        "{\"to\":\"ada@example.org\",\"subject\":\"Hello\",\"text\":\"text\",\"html\":\"<p>text</p>\"}");
        assertThat(task.spec().owner()).isEqualTo("me");
    }

    @Test
    void aReminderWaitsForItsTime() {
        TaskRecord soon =
                enqueuer.submit(Mails.reminding(ADA, "tea", clock.instant().plusSeconds(10), null));
        TaskRecord far =
                enqueuer.submit(Mails.reminding(ADA, "tea", clock.instant().plus(Duration.ofDays(700)), null));

        assertThat(soon.stateAt(clock.instant())).isEqualTo(TaskState.SCHEDULED);
        assertThat(soon.notBefore()).isEqualTo(clock.instant().plusSeconds(10));
        assertThat(far.state()).isEqualTo(TaskState.SCHEDULED);
    }

    @Test
    void anAddressIsWelcomedOnceHoweverOftenItRegisters() {
        Registered first = mails.register(ADA, "Ada", null);
        Registered again = mails.register(ADA, "Ada", null);
        clock.advance(Duration.ofDays(400));
        Registered later = mails.register(ADA, "Ada Lovelace", null);

        assertThat(first.repeated()).isFalse();
        assertThat(again.repeated()).isTrue();
        assertThat(again.welcome()).isEqualTo(first.welcome());
        assertThat(later.welcome()).isEqualTo(first.welcome());
        assertThat(tasks.all())
                .singleElement()
                .satisfies(task -> assertThat(task.spec().args()).contains("Hello Ada,"));
        assertThat(queue.size()).isEqualTo(1);
    }

    @Test
    void ofManyRequestsAtOneInstantOneWelcomes() {
        Set<TaskId> ids = IntStream.range(0, 30)
                .boxed()
                .gather(Gatherers.mapConcurrent(
                        10, i -> mails.register(ADA, "Ada", null).welcome()))
                .collect(HashSet::new, Set::add, Set::addAll);

        assertThat(ids).hasSize(1);
        assertThat(tasks.all()).hasSize(1);
    }

    @Test
    void otherAddressesAreOtherUsers() {
        assertThat(mails.register(ADA, "Ada", null).welcome())
                .isNotEqualTo(mails.register(new MailAddress("eve@example.org"), "Eve", null)
                        .welcome());
        assertThat(tasks.all()).hasSize(2);
    }

    /** The user is stored, the mail is not yet: whoever repeats the request finishes it, under the same id. */
    @Test
    void aRepeatFinishesWhatARequestThatDiedBegan() {
        Enqueuer dying = enqueuer(new TaskQueue() {
            @Override
            public Set<TaskId> send(QueueName name, List<Message> messages) {
                throw new IllegalStateException("the function was killed");
            }

            @Override
            public void returnAfter(QueueName name, Delivery delivery, Duration after) {}

            @Override
            public boolean isEmpty(QueueName name) {
                return true;
            }
        });
        assertThatThrownBy(() -> new Mails(resources, dying, tasks).register(ADA, "Ada", null))
                .hasMessage("the function was killed");
        assertThat(queue.size()).isZero();

        Registered repeated = mails.register(ADA, "Ada", null);

        assertThat(repeated.repeated()).isFalse();
        assertThat(tasks.all()).extracting(TaskRecord::id).containsExactly(repeated.welcome());
        assertThat(queue.size()).isEqualTo(1);
        assertThat(mails.register(ADA, "Ada", null).repeated()).isTrue();
    }
}
