package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.local.template.Privilege;
import dev.offstage.local.template.Privileges;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private static final String QUERY = "                  - dynamodb:Query\n";

    private static String template() throws IOException {
        return Files.readString(Target.file("template.yaml"));
    }

    private static Set<Privilege> allowed(String template) {
        return Privileges.read(template, Map.of());
    }

    @Test
    void whatIsAllowedAndCalledIsNoFault() throws IOException {
        assertThat(Comparison.of(allowed(template()), allowed(template()))).isEmpty();
    }

    @Test
    void anActionTakenOutOfARoleIsMissingByItsName() throws IOException {
        String less = template().replaceFirst(QUERY, "");

        assertThat(Comparison.of(allowed(less), allowed(template())))
                .containsExactly("ApiFunction calls dynamodb:Query on TasksTable, which its role does not allow.");
    }

    @Test
    void anActionAddedToARoleIsUnusedByItsName() throws IOException {
        String more = template().replaceFirst(QUERY, QUERY + QUERY.replace("Query", "Scan"));

        assertThat(Comparison.of(allowed(more), allowed(template())))
                .singleElement()
                .asString()
                .startsWith("ApiFunction may call dynamodb:Scan on TasksTable, but never did");
    }

    @Test
    void theSameActionOnAnotherResourceIsBothMissingAndUnused() {
        assertThat(Comparison.of(
                        Set.of(new Privilege("A", "sqs:SendMessage", "LowQueue")),
                        Set.of(new Privilege("A", "sqs:SendMessage", "HighQueue"))))
                .hasSize(2);
    }
}
