package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Whole pages and all that is known of them. */
class SavedPagesTest {
    @Test
    void everyFieldOfTheSyntheticPagesIsReadAsKnown() throws Exception {
        Path folder = SyntheticPages.folder();

        assertThat(differences(folder, Json.parse(Files.readString(folder.resolve("truth.json")))))
                .isEmpty();
    }

    @Test
    void everyFieldOfTheRealPagesIsReadAsKnown() throws Exception {
        String given = System.getProperty("offstage.goodreads", "");
        assumeFalse(
                given.isBlank(),
                "Skipped: no real pages. Give their folder (truth.json and pages/) with -Doffstage.goodreads=FOLDER.");
        Path folder = fromRoot(Path.of(given));
        assertThat(folder.resolve("truth.json"))
                .as("what is known of the pages in " + folder)
                .exists();
        JrsValue truth = Json.parse(Files.readString(folder.resolve("truth.json")));

        assertThat(differences(folder.resolve("pages"), truth.path("pages"))).isEmpty();
    }

    /** The tests of a module run in its own folder. */
    private static Path fromRoot(Path folder) {
        return Objects.requireNonNull(Path.of("").toAbsolutePath().getParent()).resolve(folder);
    }

    private static List<String> differences(Path folder, JrsValue truths) throws IOException {
        List<String> differences = new ArrayList<>();
        for (String page : JsonTree.names(truths)) {
            JrsValue truth = truths.path(page);
            boolean challenged = String.valueOf(JsonTree.text(truth, "kind")).equals("error:waf_challenge");
            String html = Files.readString(folder.resolve(page));
            PageReading reading = BookPage.read(html, challenged ? 202 : 200, Map.of(), null);
            differences.addAll(PageTruth.differences(page, truth, reading));
        }
        return differences;
    }
}
