package dev.offstage.jobs.books;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the site's robots.txt allows this program, as last read by any worker. */
final class RobotRules {
    /** How long a file that was read holds. */
    static final Duration HOLDS = Duration.ofHours(24);

    /** How long rules are used without looking into the store. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final Set<String> NAMES = Set.of("offstage");

    private final URI file;
    private final String origin;
    private final RobotsStore store;
    private final InstantSource clock;
    private volatile @Nullable Remembered remembered;

    RobotRules(BookSite site, RobotsStore store, InstantSource clock) {
        this.file = site.robots();
        this.origin = site.origin().toString();
        this.store = store;
        this.clock = clock;
    }

    private record Remembered(BaseRobotRules rules, Instant until) {}

    /** Whether {@code url} may be asked; empty when the file must be read first. */
    Optional<Boolean> allows(URI url) {
        return known().map(rules -> rules.isAllowed(url.toString()));
    }

    private Optional<BaseRobotRules> known() {
        Instant now = clock.instant();
        Remembered last = remembered;
        if (last != null && now.isBefore(last.until())) {
            return Optional.of(last.rules());
        }
        Optional<BaseRobotRules> rules = store.find(origin, now).map(this::parsed);
        rules.ifPresent(known -> remembered = new Remembered(known, now.plus(REMEMBERED)));
        return rules;
    }

    /** Claims the reading of the file until {@code until}; false when another reads it or has just read it. */
    boolean claim(Instant until) {
        Instant now = clock.instant();
        if (!store.claimReading(origin, now, until)) {
            return false;
        }
        if (store.find(origin, now).isEmpty()) {
            return true;
        }
        store.release(origin);
        return false;
    }

    void keep(String text) {
        Instant now = clock.instant();
        store.keep(origin, text, now.plus(HOLDS));
        remembered = new Remembered(parsed(text), now.plus(REMEMBERED));
    }

    void release() {
        store.release(origin);
    }

    private BaseRobotRules parsed(String text) {
        // A parser counts its warnings, so each text has its own; a long Crawl-delay must not count as "stay out".
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser(Long.MAX_VALUE, 0);
        return parser.parseContent(file.toString(), text.getBytes(StandardCharsets.UTF_8), "text/plain", NAMES);
    }
}
