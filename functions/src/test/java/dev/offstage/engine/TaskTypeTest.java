package dev.offstage.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.args.Text;
import dev.offstage.task.Backoff;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.Retention;
import dev.offstage.task.RetryPolicy;
import dev.offstage.task.TaskPolicy;
import dev.offstage.task.Uniqueness;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskTypeTest {
    private record Greeting(@Text(max = 10) String name) {}

    private static final TaskType<Greeting> GREET = TaskType.named("greet", Greeting.class);

    @Test
    void aSentenceSaysHowItsTasksAreRun() {
        TaskPolicy policy = GREET.onQueue(QueueName.HIGH)
                .retrying(5)
                .waiting(Backoff.Preset.SIDEKIQ)
                .failingOn(ArithmeticException.class)
                .failingOn(IllegalStateException.class)
                .within(Duration.ofSeconds(10))
                .keepingResults(Duration.ofHours(1))
                .keepingFailures(Retention.FOREVER)
                .uniqueBy("name")
                .policy();

        assertThat(policy.queue()).isEqualTo(QueueName.HIGH);
        assertThat(policy.retry()).isEqualTo(new RetryPolicy(5, null, Backoff.Preset.SIDEKIQ));
        assertThat(policy.failures().permanent())
                .isEqualTo(List.of(ArithmeticException.class, IllegalStateException.class));
        assertThat(policy.timeLimit()).isEqualTo(Duration.ofSeconds(10));
        assertThat(policy.keepResult()).isEqualTo(Retention.of(Duration.ofHours(1)));
        assertThat(policy.keepFailure()).isEqualTo(Retention.FOREVER);
        assertThat(policy.unique().fields()).containsExactly("/name");
        assertThat(GREET.policy()).isEqualTo(TaskPolicy.DEFAULT);
    }

    @Test
    void aLaterWordOfTheSentenceTakesThePlaceOfAnEarlier() {
        assertThat(GREET.retrying(5)
                        .retryingFor(Duration.ofDays(1))
                        .policy()
                        .retry()
                        .retryFor())
                .isEqualTo(Duration.ofDays(1));
        assertThat(GREET.retryingFor(Duration.ofDays(1))
                        .retrying(5)
                        .policy()
                        .retry()
                        .retryFor())
                .isNull();
    }

    @Test
    void aTaskIsMadeOfItsRecord() {
        assertThat(GREET.onQueue(QueueName.LOW).spec(new Greeting("Ada")))
                .satisfies(spec -> assertThat(spec.type()).isEqualTo("greet"))
                .satisfies(spec -> assertThat(spec.queue()).isEqualTo(QueueName.LOW))
                .satisfies(spec -> assertThat(spec.args()).isEqualTo("{\"name\":\"Ada\"}"));
        assertThatThrownBy(() -> GREET.spec(new Greeting("A name that is too long")))
                .hasMessageContaining("/name: This has 23 characters; it may have 10 at most.");
    }

    @Test
    void namesAreWordsJoinedByHyphens() {
        for (String wrong : List.of("", "Greet", "greet_all", "-greet", "greet--all", "x".repeat(61))) {
            assertThatThrownBy(() -> TaskType.named(wrong, Greeting.class))
                    .hasMessageContaining("is no name of a type");
        }
    }

    @Test
    void aTaskIsUniqueByWhatItsArgumentsHave() {
        assertThat(GREET.uniqueBy().policy().unique()).isEqualTo(Uniqueness.SIMPLE);
        assertThatThrownBy(() -> GREET.uniqueBy("name", "nmae"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nmae' is no component of the arguments of greet");
    }

    @Test
    void knowingATypeBuildsNoHandler() {
        TaskTypes types = new TaskTypes(List.of(
                GREET.runBy(() -> {
                    throw new AssertionError("built");
                }),
                TaskType.named("wave", Greeting.class).runBy(() -> (args, context) -> Outcome.done("1"))));

        assertThat(types.all()).extracting(TaskType::name).containsExactly("greet", "wave");
        assertThat(types.find("greet")).containsSame(GREET);
        assertThat(types.find("sing")).isEmpty();
        assertThatThrownBy(types::works).isInstanceOf(AssertionError.class);
    }

    @Test
    void aNameStandsForOneType() {
        Registration<Greeting> greet = GREET.runBy(() -> (args, context) -> Outcome.done("1"));

        assertThatThrownBy(() -> new TaskTypes(List.of(greet, greet)))
                .hasMessageContaining("Two types are called greet");
    }
}
