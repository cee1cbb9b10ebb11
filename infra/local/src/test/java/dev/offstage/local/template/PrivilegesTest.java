package dev.offstage.local.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.offstage.local.TestTemplate;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PrivilegesTest {
    @Test
    void eachActionOnEachResourceStandsByItself() throws IOException {
        Set<Privilege> allowed = Privileges.read(TestTemplate.real(), Map.of());

        assertThat(allowed)
                .contains(
                        new Privilege("ApiFunction", "dynamodb:GetItem", "TasksTable"),
                        new Privilege("ApiFunction", "sqs:SendMessage", "LowQueue"),
                        new Privilege("TickFunction", "dynamodb:Query", "TasksTable/index/open"),
                        new Privilege("WorkerFunction", "logs:PutLogEvents", "WorkerLogGroup"))
                .allSatisfy(call -> assertThat(call.resource()).doesNotContain("arn:"));
        assertThat(Privileges.logGroups(TestTemplate.real(), Map.of()))
                .containsEntry("DeadLetterFunction", "DeadLetterLogGroup")
                .hasSize(6);
    }

    @Test
    void tracingAddsItsTwoActionsAndNothingElse() throws IOException {
        Set<Privilege> traced = new HashSet<>(Privileges.read(TestTemplate.real(), Map.of("Tracing", "true")));
        traced.removeAll(Privileges.read(TestTemplate.real(), Map.of()));

        assertThat(traced)
                .hasSize(12)
                .allSatisfy(call -> assertThat(call.resource()).isEqualTo("*"))
                .extracting(Privilege::action)
                .containsOnly("xray:PutTelemetryRecords", "xray:PutTraceSegments");
    }

    @Test
    void onlyADeploymentWithASenderMaySendMailsAndOnlyItsWorker() throws IOException {
        Set<Privilege> sending =
                new HashSet<>(Privileges.read(TestTemplate.real(), Map.of("MailFrom", "offstage@example.org")));
        sending.removeAll(Privileges.read(TestTemplate.real(), Map.of()));

        assertThat(sending)
                .containsExactlyInAnyOrder(
                        new Privilege("WorkerFunction", "ses:SendEmail", "identity/*"),
                        new Privilege("WorkerFunction", "ses:SendEmail", "configuration-set/*"));
    }

    /** The code that calls S3 is held to a contract of its own, not recorded: who deletes and who lists stands here. */
    @Test
    void onlyTheApiAndTheMaintenanceDeletePayloads() throws IOException {
        Set<Privilege> keeping = new HashSet<>(Privileges.read(TestTemplate.real(), Map.of("PayloadBucket", "texts")));
        keeping.removeAll(Privileges.read(TestTemplate.real(), Map.of()));

        Set<Privilege> expected = new HashSet<>();
        for (String function : List.of("ApiFunction", "WorkerFunction", "DeadLetterFunction", "TickFunction")) {
            for (String action : List.of("s3:GetObject", "s3:PutObject", "s3:PutObjectTagging")) {
                expected.add(new Privilege(function, action, "arn:aws:s3:::texts/offstage/*"));
            }
        }
        expected.add(new Privilege("ApiFunction", "s3:DeleteObject", "arn:aws:s3:::texts/offstage/*"));
        expected.add(new Privilege("MaintenanceFunction", "s3:DeleteObject", "arn:aws:s3:::texts/offstage/*"));
        expected.add(new Privilege("MaintenanceFunction", "s3:ListBucket", "arn:aws:s3:::texts"));
        assertThat(keeping).isEqualTo(expected);
    }

    @Test
    void aRoleThatCannotBeTakenApartIsRefused() throws IOException {
        String denies = TestTemplate.real()
                .replaceFirst("Effect: Allow\n( +)Action:\n +- dynamodb", "Effect: Deny\n$1Action:\n$1- dynamodb");
        String foreign = TestTemplate.real().replace("Role: !GetAtt ApiRole.Arn", "Role: arn:aws:iam::1:role/other");

        assertThatThrownBy(() -> Privileges.read(denies, Map.of()))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("Effect is Deny");
        assertThatThrownBy(() -> Privileges.read(foreign, Map.of())).hasMessageContaining("is none of this template");
    }
}
