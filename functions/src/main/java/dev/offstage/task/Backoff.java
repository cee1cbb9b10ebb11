package dev.offstage.task;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** How long a failed attempt waits before the next. Every wait lies between zero and a year. */
public sealed interface Backoff {
    /**
     * random(0 … min(600 s, 1 s · 2ⁿ)), the "full jitter" of the AWS Architecture Blog ("Exponential Backoff And Jitter", 2015),
     * which is Celery's default as well.
     */
    Backoff DEFAULT = new Exponential(Duration.ofSeconds(1), 2, Duration.ofSeconds(600), true);

    /** Longer than any task waits on purpose; formulas grow beyond it. */
    Duration LONGEST = Duration.ofDays(365);

    /** The wait before retry {@code n}, from 0 on. */
    Duration waitBefore(int n, RandomGenerator random);

    /**
     * min(max, base · factorⁿ), with full jitter a random time up to that.
     *
     * @param factor at least 1
     */
    record Exponential(Duration base, double factor, Duration max, boolean jitter) implements Backoff {
        @Override
        public Duration waitBefore(int n, RandomGenerator random) {
            double grown = base.toMillis() * Math.pow(factor, n);
            // A product beyond every long, infinity included, is beyond max as well.
            long ceiling = grown >= max.toMillis() ? max.toMillis() : Math.round(grown);
            return Duration.ofMillis(jitter ? random.nextLong(ceiling + 1) : ceiling);
        }
    }

    /**
     * A list of waits, whose last value repeats.
     *
     * @param delays at least one
     */
    record Listed(List<Duration> delays) implements Backoff {
        @Override
        public Duration waitBefore(int n, RandomGenerator random) {
            return delays.get(Math.min(n, delays.size() - 1));
        }
    }

    /** The formulas of other systems. */
    enum Preset implements Backoff {
        /** n⁴ + 15 + random(0 … 10(n+1)) seconds: {@code sidekiq/job_retry.rb}. */
        SIDEKIQ {
            @Override
            double seconds(int n, RandomGenerator random) {
                return Math.pow(n, 4) + 15 + random.nextDouble() * 10 * (n + 1);
            }
        },
        /** 15 + 2ⁿ⁺¹ seconds, ten per cent more or less: {@code oban/worker.ex}. */
        OBAN {
            @Override
            double seconds(int n, RandomGenerator random) {
                return (15 + Math.pow(2, n + 1.0)) * (0.9 + random.nextDouble() * 0.2);
            }
        },
        /** 3ⁿ⁺¹ seconds: JobRunr's {@code RetryFilter}. */
        JOBRUNR {
            @Override
            double seconds(int n, RandomGenerator random) {
                return Math.pow(3, n + 1.0);
            }
        },
        /** n⁴ + 15 + random(0 … 30) · (n+1) seconds: Hangfire's {@code AutomaticRetryAttribute}. */
        HANGFIRE {
            @Override
            double seconds(int n, RandomGenerator random) {
                return Math.pow(n, 4) + 15 + random.nextDouble() * 30 * (n + 1);
            }
        };

        abstract double seconds(int n, RandomGenerator random);

        @Override
        public Duration waitBefore(int n, RandomGenerator random) {
            double seconds = Math.min(seconds(n, random), (double) LONGEST.toSeconds());
            return Duration.ofMillis(Math.round(seconds * 1000));
        }

        /** The name in JSON and in records. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
