package dev.offstage.acceptance;

import dev.offstage.acceptance.origin.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A host, the site that it asks, and a caller. */
final class Stage implements AutoCloseable {
    private final Origin origin = Origin.start();
    private final Path data;
    private final Map<String, String> settings;
    private Host host;
    private Api api;

    private Stage(Path data, Map<String, String> settings) {
        this.data = data;
        this.settings = new LinkedHashMap<>(settings);
        this.settings.put("BOOKS_ORIGIN", origin.address().toString());
        start();
    }

    /** Starts a host with {@code settings} whose book site is a stub. */
    static Stage with(Map<String, String> settings) {
        try {
            return new Stage(Files.createTempDirectory("offstage-acceptance"), settings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the host again, on the data that it left. */
    void start() {
        host = Host.ready(data, settings);
        api = new Api(host.address());
    }

    Origin origin() {
        return origin;
    }

    Host host() {
        return host;
    }

    Api api() {
        return api;
    }

    @Override
    public void close() {
        host.close();
        origin.close();
        try (Stream<Path> files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(Stage::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
