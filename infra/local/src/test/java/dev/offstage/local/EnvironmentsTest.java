package dev.offstage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import dev.offstage.local.template.TemplateReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EnvironmentsTest {
    private static final Endpoints ENDPOINTS =
            new Endpoints(URI.create("http://127.0.0.1:1"), URI.create("http://127.0.0.1:2"));

    private static Map<String, String> variables(String function, Access access, Map<String, String> parameters)
            throws IOException {
        Settings settings = new Settings(
                0, Path.of("none"), null, null, false, access, access.in(parameters), Map.of(), "offstage", null, null);
        Stack stack = TemplateReader.read(TestTemplate.real(), settings.parameters());
        FunctionSpec spec = stack.functions().stream()
                .filter(each -> each.id().equals(function))
                .findFirst()
                .orElseThrow();
        return new Environments(settings, ENDPOINTS, URI.create("http://127.0.0.1:3"), Optional.empty()).of(spec);
    }

    @Test
    void theLocalHostIsOpenUnlessItIsToldOtherwise() throws IOException {
        assertThat(variables("ApiFunction", Access.OPEN, Map.of()))
                .containsEntry("ACCESS", "open")
                .containsEntry("OPEN_HEALTH", "true");
        assertThat(variables("ApiFunction", Access.TOKEN, Map.of("OpenHealth", "false")))
                .containsEntry("ACCESS", "token")
                .containsEntry("OPEN_HEALTH", "false");
    }

    @Test
    void aFunctionThatDeclaresNoAccessIsToldNothingOfIt() throws IOException {
        assertThat(variables("TickFunction", Access.OPEN, Map.of())).doesNotContainKeys("ACCESS", "OPEN_HEALTH");
    }

    @Test
    void mailsHaveASenderUnlessTheUserNamesOneOrNone() throws IOException {
        assertThat(variables("WorkerFunction", Access.OPEN, Map.of()))
                .containsEntry("MAIL_FROM", "offstage@example.org");
        assertThat(variables("WorkerFunction", Access.OPEN, Map.of("MailFrom", "ada@example.org")))
                .containsEntry("MAIL_FROM", "ada@example.org");
        assertThat(variables("WorkerFunction", Access.OPEN, Map.of("MailFrom", "")))
                .containsEntry("MAIL_FROM", "");
        assertThat(variables("ApiFunction", Access.OPEN, Map.of())).doesNotContainKey("MAIL_FROM");
    }

    @Test
    void queuesAndTablesAreReachedByTheVariablesOfTheSdk() throws IOException {
        assertThat(variables("WorkerFunction", Access.OPEN, Map.of()))
                .containsEntry("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:1")
                .containsEntry("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:2")
                .containsEntry("AWS_ENDPOINT_URL_SESV2", "http://127.0.0.1:3")
                .containsEntry("SQS_ENDPOINT", "")
                .containsEntry("DYNAMODB_ENDPOINT", "")
                .containsEntry("QUEUE_LOW_URL", "http://127.0.0.1:1/" + Stack.ACCOUNT + "/offstage-low");
    }
}
