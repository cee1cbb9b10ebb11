package dev.offstage.acceptance;

import dev.offstage.acceptance.origin.Origin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A host, the site that it asks, and a caller. */
final class Stage implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Origin origin = Origin.start();
    private final Path data;
    private final Map<String, String> settings;
    private final List<String> options;
    private Host host;
    private Api api;

    private Stage(Path data, Map<String, String> settings, List<String> options) {
        this.data = data;
        this.options = options;
        this.settings = new LinkedHashMap<>(settings);
        this.settings.put("BOOKS_ORIGIN", origin.address().toString());
        start();
    }

    /** Starts a host with {@code settings} whose book site is a stub. */
    static Stage with(Map<String, String> settings) {
        return with(settings, List.of());
    }

    /** The same with a host that asks for tokens and takes further options. */
    static Stage guarded(List<String> options) {
        List<String> all = new ArrayList<>(List.of("--access", "token"));
        all.addAll(options);
        return with(Map.of("BOOKS_PACE_SECONDS", "0"), all);
    }

    /** The same with a host that has the demo types. */
    static Stage demo() {
        return demo(List.of());
    }

    /** The same with further options. */
    static Stage demo(List<String> more) {
        List<String> all = new ArrayList<>(List.of("--demo"));
        all.addAll(more);
        return with(Map.of("BOOKS_PACE_SECONDS", "0"), all);
    }

    private static Stage with(Map<String, String> settings, List<String> options) {
        try {
            return new Stage(Files.createTempDirectory("offstage-acceptance"), settings, options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts the host again, on the data that it left. */
    void start() {
        host = Host.ready(data, settings, options);
        api = new Api(host.address());
    }

    /** Returns once the first tick has made the schedules of the code. */
    void awaitSchedules() {
        Poll.until(
                "the schedules of the code are made",
                SOON,
                () -> new Schedules(api).get("health-check").status() == 200);
    }

    /** For who counts what the site is asked: at the full hour the health check would ask it too. */
    void pauseHealthCheck() {
        awaitSchedules();
        var unused = new Schedules(api).changed("health-check", "pause", "");
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
