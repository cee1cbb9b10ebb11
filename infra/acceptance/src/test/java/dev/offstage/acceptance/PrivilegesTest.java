package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.local.template.Privilege;
import dev.offstage.local.template.Privileges;
import dev.offstage.local.template.TemplateReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Least privilege: the roles of the template allow what the functions called while the suite ran, and nothing else. */
@Order(100)
@Isolated("The last of all, so that the others have called what they call.")
class PrivilegesTest {
    /** Of a deployment that sends mails, as the local host does. */
    private static final Map<String, String> PARAMETERS = Map.of("MailFrom", "offstage@example.org");

    private static final Comparator<Privilege> BY_NAME = Comparator.comparing(Privilege::function)
            .thenComparing(Privilege::action)
            .thenComparing(Privilege::resource);

    /** What handlers and ends need in ways that no type of the demonstration shows; tests of the engine over DynamoDB do. */
    private static final List<Privilege> UNSEEN = List.of(
            // Children and follow-ups of types on these queues.
            new Privilege("WorkerFunction", "sqs:SendMessage", "HighQueue"),
            new Privilege("WorkerFunction", "sqs:SendMessage", "LowQueue"),
            // The end of life of log lines, when a task with a log is given up or retried.
            new Privilege("DeadLetterFunction", "dynamodb:UpdateItem", "TasksTable"),
            new Privilege("TickFunction", "dynamodb:UpdateItem", "TasksTable"));

    @Test
    void everyFunctionMayCallWhatItCallsAndNothingElse() throws IOException {
        Target.assumeOwnStores("Only the local host's own queues and tables tell its functions apart");
        String template = Files.readString(Target.file("template.yaml"));
        TreeSet<Privilege> called = new TreeSet<>(BY_NAME);
        called.addAll(Recordings.read());
        assertThat(called)
                .as("what was recorded in target/aws-calls by the other tests: run the whole suite, with mvn verify")
                .isNotEmpty();
        called.addAll(UNSEEN);
        called.addAll(ByLambda.of(TemplateReader.read(template, Map.of()), Privileges.logGroups(template, Map.of())));
        // For infra/sam/lint, which holds it against the template as SAM translates it.
        Files.write(
                Path.of("target", "aws-calls.jsonl"),
                called.stream().map(Privilege::toText).toList());

        assertThat(Comparison.of(Privileges.read(template, PARAMETERS), called)).isEmpty();
    }
}
