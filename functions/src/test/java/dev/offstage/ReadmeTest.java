package dev.offstage;

import static dev.offstage.Template.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
                Template.map(at(template.root(), "Globals", "Function", "Environment", "Variables"));
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
        assertThat(variables).containsKeys("BOOKS_ORIGIN", "BOOKS_PACE_SECONDS", "BOOKS_FRESH_HOURS");
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
        assertThat(Files.readAllLines(Path.of("..", ".ci", "run"))).contains("mvn verify");
    }

    @Test
    void theFirstScreenHasTheTwoCommands() {
        assertThat(readme.lines().limit(45)).anyMatch(line -> line.startsWith("    mvn -Plocal"));
    }
}
