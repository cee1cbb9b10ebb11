package dev.offstage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** All Java that the documentation shows is a part of a class that is compiled and tested. */
@NullMarked
final class SnippetsTest {
    private static final Pattern FENCE = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void everySnippetIsThePartOfATestedClass() throws IOException {
        List<String> sources = sources();
        int snippets = 0;
        for (Path page : pages()) {
            for (String snippet : snippets(Files.readString(page))) {
                snippets++;
                assertThat(sources)
                        .as("what %s shows: %s", page, snippet)
                        .anyMatch(source -> source.contains(withoutIndentation(snippet)));
            }
        }
        assertThat(snippets).isGreaterThan(3);
    }

    private static List<String> snippets(String page) {
        return FENCE.matcher(page).results().map(fence -> fence.group(1)).toList();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("..", "docs"))) {
            return Stream.concat(
                            docs.filter(file -> file.toString().endsWith(".md")),
                            Stream.of(Path.of("..", "README.md"), Path.of("..", "CONTRIBUTING.md")))
                    .toList();
        }
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(SnippetsTest::text)
                    .map(SnippetsTest::withoutIndentation)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String withoutIndentation(String text) {
        return text.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
