package dev.offstage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.local.TestTemplate;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateReaderTest {
    private static String template() throws IOException {
        return TestTemplate.real();
    }

    @Test
    void everyPartOfTheTemplateIsWired() throws IOException {
        Stack stack = TemplateReader.read(template(), Map.of("BooksPaceSeconds", "7"));

        assertThat(stack.functions()).hasSize(4);
        assertThat(stack.queues()).hasSize(6);
        assertThat(stack.tables()).hasSize(1);
        assertThat(stack.functions().getFirst().environment())
                .containsEntry("BOOKS_PACE_SECONDS", "7")
                .containsEntry("QUEUE_HIGH_URL", Stack.QUEUE_ORIGIN + "/" + Stack.ACCOUNT + "/offstage-high");
        assertThat(stack.withoutEffect()).contains("authorizer", "SnapStart", "roles and policies");
    }

    @Test
    void anUnknownResourceTypeIsRefusedByNameAndLine() throws IOException {
        String changed = template().replace("Type: AWS::DynamoDB::Table", "Type: AWS::SNS::Topic");
        long line =
                changed.substring(0, changed.indexOf("AWS::SNS::Topic")).lines().count();

        assertThatThrownBy(() -> TemplateReader.read(changed, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("line " + line + ":")
                .hasMessageContaining("AWS::SNS::Topic");
    }

    @Test
    void anUnknownPropertyDeepInsideIsRefusedByNameAndLine() throws IOException {
        String changed = template().replace("maxReceiveCount: 1000", "maxReceiveCout: 1000");
        long line =
                changed.substring(0, changed.indexOf("maxReceiveCout")).lines().count();

        assertThatThrownBy(() -> TemplateReader.read(changed, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("line " + line + ":")
                .hasMessageContaining("maxReceiveCout");
    }

    @Test
    void anUnknownFunctionOfCloudFormationIsRefused() throws IOException {
        String changed = template().replace("BOOKS_ORIGIN: !Ref BooksOrigin", "BOOKS_ORIGIN: !Base64 x");

        assertThatThrownBy(() -> TemplateReader.read(changed, Map.of())).hasMessageContaining("Fn::Base64");
    }

    @Test
    void aReferenceToNothingIsRefusedAlsoInAPolicy() throws IOException {
        String changed = template().replace("Resource: !GetAtt TasksTable.Arn", "Resource: !GetAtt NoTable.Arn");

        assertThatThrownBy(() -> TemplateReader.read(changed, Map.of())).hasMessageContaining("NoTable");
    }

    @Test
    void aParameterOutsideItsRangeIsTheCallersFault() throws IOException {
        String template = template();

        assertThatThrownBy(() -> TemplateReader.read(template, Map.of("BooksPaceSeconds", "-1")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("from 0 to 3600");
        assertThatThrownBy(() -> TemplateReader.read(template, Map.of("BooksPace", "1")))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("BooksPace");
    }
}
