package dev.offstage;

import static dev.offstage.Template.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the README says of settings and commands is so. */
@NullMarked
final class ReadmeTest {
    private final Template template = Template.ofTheProject();
    private final String readme;

    ReadmeTest() throws IOException {
        readme = Files.readString(Path.of("..", "README.md"));
    }

    @Test
    void everySettingIsListedWithItsDefault() {
        Map<String, Object> parameters = template.section("Parameters");
        Map<String, Object> variables =
                new HashMap<>(Template.map(at(template.root(), "Globals", "Function", "Environment", "Variables")));
        template.resources("AWS::Serverless::Function")
                .values()
                .forEach(function -> variables.putAll(Template.map(at(function, "Environment", "Variables"))));
        variables.forEach((variable, value) -> {
            String parameter = at(value, "Ref").toString();
            if (parameters.containsKey(parameter)) {
                String standard = at(parameters.getOrDefault(parameter, Map.of()), "Default")
                        .toString();
                assertThat(readme)
                        .contains("| `" + parameter + "` | `" + variable + "` | "
                                + (standard.isEmpty() ? "empty" : standard) + " |");
            }
        });
        assertThat(variables).containsKeys("BOOKS_ORIGIN", "BOOKS_FRESH_HOURS", "ACCESS");
    }

    @Test
    void operationsListEveryParameterWithItsDefault() throws IOException {
        String operations = Files.readString(Path.of("..", "docs", "operations.md"));
        String settings = operations.split("\n## Settings\n", 2)[1].split("\n## ", 2)[0];
        Map<String, String> listed = new HashMap<>();
        settings.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            List<String> cells = List.of(line.split("\\|", -1));
            List<String> names = List.of(cells.get(1).strip().split(", ", -1));
            List<String> defaults = List.of(cells.get(3).strip().split(", ", -1));
            assertThat(defaults).as(line).hasSameSizeAs(names);
            for (int i = 0; i < names.size(); i++) {
                listed.put(names.get(i).replace("`", ""), defaults.get(i));
            }
        });
        Map<String, String> declared = new HashMap<>();
        template.section("Parameters").forEach((name, parameter) -> {
            String standard = at(parameter, "Default").toString();
            declared.put(name, standard.isEmpty() ? "empty" : standard);
        });

        assertThat(listed).isEqualTo(declared);
    }

    @Test
    void everyFolderOfTheLayoutIsThere() {
        for (String line : readme.lines().toList()) {
            String folder = line.startsWith("| `") ? line.substring(3, line.indexOf('`', 3)) : "";
            if (folder.contains("/")) {
                assertThat(Path.of("..", folder)).isDirectory();
            }
        }
    }

    @Test
    void theContinuousIntegrationRunsTheTestCommand() throws IOException {
        assertThat(readme).contains("\n    mvn verify ");
        assertThat(Files.readAllLines(Path.of("..", ".ci", "run")))
                .anyMatch(line -> line.matches("(timed )?mvn verify"));
    }

    @Test
    void theFirstScreenHasTheTwoCommands() {
        assertThat(readme.lines().limit(45)).anyMatch(line -> line.startsWith("    mvn -Plocal"));
    }

    @Test
    void theFirstScreenHasAWholeTask() {
        String screen = readme.lines().limit(60).reduce("", (all, line) -> all + line + "\n");

        assertThat(screen).contains("record ", "TaskType.named(", "public Outcome run(", ".runBy(", ".submit(");
    }
}
