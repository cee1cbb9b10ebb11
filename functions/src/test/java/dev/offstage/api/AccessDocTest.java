package dev.offstage.api;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.stree.JrsArray;
import dev.offstage.Template;
import dev.offstage.access.Permission;
import dev.offstage.access.Role;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The template has the router's routes, and {@code docs/access.md} says who may call them. */
final class AccessDocTest {
    private static final Map<String, Endpoint> ENDPOINTS =
            Api.with("token").function.endpoints();
    private static final String ARN = "arn:aws:execute-api:REGION:ACCOUNT:API/$default/";

    private final String doc;

    AccessDocTest() throws IOException {
        doc = Files.readString(Path.of("..", "docs", "access.md"));
    }

    @Test
    void theTemplateHasTheRoutesOfTheRouter() {
        Set<String> ofTemplate = Template.ofTheProject().resources("AWS::ApiGatewayV2::Route").values().stream()
                .map(route -> Template.at(route, "RouteKey").toString())
                .collect(toSet());
        Set<String> ofRouter = new HashSet<>(ENDPOINTS.keySet());

        assertThat(ofRouter.add("$default")).isTrue();
        assertThat(ofTemplate).isEqualTo(ofRouter);
    }

    @Test
    void theTableSaysWhatTheRouterDemands() {
        Map<String, List<String>> rows = doc.lines()
                .filter(line -> line.matches("\\| `[A-Z]+ /[^`]*` \\|.*"))
                .collect(toMap(line -> line.substring(3, line.indexOf('`', 3)), AccessDocTest::cells));

        assertThat(rows).hasSameSizeAs(ENDPOINTS);
        rows.forEach((routeKey, cells) -> assertThat(cells)
                .as(routeKey)
                .isEqualTo(Arrays.stream(Role.values())
                        .map(role -> cell(routeKey, role))
                        .toList()));
        assertThat(doc).contains("| route | submitter | reader | operator | admin |");
    }

    private static List<String> cells(String row) {
        return List.of(row.substring(row.indexOf("` | ") + 4, row.length() - 2).split(" \\| ", -1));
    }

    private static String cell(String routeKey, Role role) {
        Permission needs = ENDPOINTS.get(routeKey).needs();
        if (needs == null) {
            return "anyone";
        }
        if (!role.permissions().contains(needs)) {
            return "no";
        }
        boolean ownAlone =
                routeKey.startsWith("GET /v1/tasks") && !role.permissions().contains(Permission.READ);
        return ownAlone ? "own" : "yes";
    }

    @ParameterizedTest
    @EnumSource
    void thePolicyOfARoleReachesItsRoutesAndNoOthers(Role role) throws UnreadableJsonException {
        String from = "**" + role.wireName() + "**\n\n```json\n";
        int start = doc.indexOf(from) + from.length();
        JrsArray resources = (JrsArray) Json.parse(doc.substring(start, doc.indexOf("```", start)))
                .path("Statement")
                .path(0)
                .path("Resource");
        Set<String> listed = new HashSet<>();
        resources.elements().forEachRemaining(resource -> {
            assertThat(resource.asText()).startsWith(ARN);
            assertThat(listed.add(resource.asText().substring(ARN.length()))).isTrue();
        });

        assertThat(listed)
                .isEqualTo(ENDPOINTS.entrySet().stream()
                        .filter(entry -> entry.getValue().needs() != null
                                && role.permissions().contains(entry.getValue().needs()))
                        .map(entry -> entry.getKey().replace(" ", "").replaceAll("\\{[^}]+}", "*"))
                        .collect(toSet()));
    }
}
