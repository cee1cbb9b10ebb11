package dev.offstage.jobs.books;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The pages written for these tests, in the mark-up of each generation. */
final class SyntheticPages {
    private SyntheticPages() {}

    static Path folder() {
        return Path.of(URI.create(Objects.requireNonNull(SyntheticPages.class.getResource("/goodreads/synthetic"))
                .toString()));
    }

    static String html(String page) {
        try {
            return Files.readString(folder().resolve(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> names() {
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".html"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
