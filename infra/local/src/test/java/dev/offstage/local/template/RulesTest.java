package dev.offstage.local.template;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.local.TestTemplate;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static void read(String rule, Map<String, String> parameters) {
        var unused = TemplateReader.read("""
                Transform: AWS::Serverless-2016-10-31
                Parameters:
                  Size: {Type: String, Default: small}
                  Name: {Type: String, Default: ''}
                Rules:
                  One: %s
                Resources:
                  Function:
                    Type: AWS::Serverless::Function
                    Properties: {Handler: a.B, Runtime: java25}
                """.formatted(rule), parameters);
    }

    private static final String LARGE_NEEDS_A_NAME = "{RuleCondition: !Equals [!Ref Size, large], Assertions: "
            + "[{Assert: !Not [!Equals [!Ref Name, '']], AssertDescription: A large one needs a name.}, "
            + "{Assert: !Or [!Equals [!Ref Name, a], !And [!Equals [!Ref Name, b], !Equals [!Ref Size, large]]],"
            + " AssertDescription: The name must be a or b.}]}";

    @Test
    void aRuleHoldsOnlyWhereItsConditionDoes() {
        assertThatCode(() -> read(LARGE_NEEDS_A_NAME, Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> read(LARGE_NEEDS_A_NAME, Map.of("Size", "large", "Name", "b")))
                .doesNotThrowAnyException();
    }

    @Test
    void everyAssertionThatFailsSaysItsSentence() {
        assertThatThrownBy(() -> read(LARGE_NEEDS_A_NAME, Map.of("Size", "large")))
                .isInstanceOf(ParameterException.class)
                .hasMessage("A large one needs a name. The name must be a or b.");
    }

    @Test
    void aRuleWithoutAConditionAlwaysHolds() {
        String rule =
                "{Assertions: [{Assert: !Contains [[small, large], !Ref Size], AssertDescription: Small or large.}]}";

        assertThatCode(() -> read(rule, Map.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> read(rule, Map.of("Size", "huge"))).hasMessage("Small or large.");
    }

    @Test
    void aRuleKnowsParametersOnly() {
        assertThatThrownBy(() -> read("{Assertions: [{Assert: !Equals [!Ref Function, a]}]}", Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Function");
        assertThatThrownBy(() -> read("{Assertions: [{Assert: !RefAll x}]}", Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Fn::RefAll is not known in a rule");
        assertThatThrownBy(() -> read("{Assertion: []}", Map.of())).hasMessageContaining("Assertion is not known");
    }

    @Test
    void theProjectsOwnRulesAreKeptByItsDefaults() throws IOException {
        String template = TestTemplate.real();

        assertThatCode(() -> TemplateReader.read(template, Map.of())).doesNotThrowAnyException();
        assertThatThrownBy(() -> TemplateReader.read(template, Map.of("Access", "jwt")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("JwtIssuer")
                .hasMessageContaining("JwtAudience");
    }

    @Test
    void whoIsToldNeedsASecretAndARevision() throws IOException {
        String template = TestTemplate.real();
        String url = "https://example.org/hook";
        String secret = "correct-horse-battery";

        assertThatCode(() -> TemplateReader.read(
                        template, Map.of("NotifyWebhook", url, "NotifyWebhookSecret", secret, "NotifyRevision", "1")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> TemplateReader.read(template, Map.of("NotifyWebhook", url, "NotifyRevision", "1")))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("NotifyWebhook needs NotifyWebhookSecret");
        Map<String, String> mailed = Map.of("NotifyMailTo", "ops@example.org", "MailFrom", "offstage@example.org");
        assertThatThrownBy(() -> TemplateReader.read(template, mailed))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("NotifyMailTo and NotifyWebhook need a NotifyRevision");
    }

    @Test
    void whoGetsMailsNeedsASender() throws IOException {
        String template = TestTemplate.real();
        String ops = "ops@example.org";

        for (Map<String, String> unsent :
                List.of(Map.of("ReportMailTo", ops), Map.of("NotifyMailTo", ops, "NotifyRevision", "1"))) {
            assertThatThrownBy(() -> TemplateReader.read(template, unsent))
                    .isInstanceOf(ParameterException.class)
                    .hasMessageStartingWith("NotifyMailTo and ReportMailTo need MailFrom");
            Map<String, String> sent = new HashMap<>(unsent);
            sent.put("MailFrom", "offstage@example.org");
            assertThatCode(() -> TemplateReader.read(template, sent)).doesNotThrowAnyException();
        }
    }

    @Test
    void aSecretThatDoesNotFitIsNotRepeated() throws IOException {
        String template = TestTemplate.real();

        assertThatThrownBy(() -> TemplateReader.read(template, Map.of("NotifyWebhookSecret", "hush")))
                .isInstanceOf(ParameterException.class)
                .hasMessage(
                        "The parameter NotifyWebhookSecret must be empty or 16 to 128 ASCII characters without spaces,"
                                + " or a reference to Secrets Manager.");
        assertThatThrownBy(() -> TemplateReader.read(template, Map.of("NotifyWebhook", "ftp://example.org/hush")))
                .isInstanceOf(ParameterException.class)
                .hasMessageStartingWith("The parameter NotifyWebhook must be empty or an https URL")
                .hasMessageNotContaining("hush");
    }
}
