package dev.offstage.simulation;

import dev.offstage.engine.Registration;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskType;
import dev.offstage.engine.TaskTypes;
import dev.offstage.task.FollowUp;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import dev.offstage.task.TaskDraft;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskSpec;
import dev.offstage.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the tasks of the simulated world are like. */
enum Kind {
    PLAIN(60),
    SLOW(4) {
        @Override
        void change(TaskDraft draft, RandomGenerator random, Instant now) {
            draft.timeLimit(Duration.ofSeconds(60));
        }

        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            life.sleep(1000 + life.random().nextInt(20_000));
            return super.run(args, context, life);
        }
    },
    DELAYED(6) {
        @Override
        void change(TaskDraft draft, RandomGenerator random, Instant now) {
            draft.notBefore(now.plusMillis(random.nextInt(900_000)));
        }
    },
    FAR_DELAYED(5) {
        @Override
        void change(TaskDraft draft, RandomGenerator random, Instant now) {
            draft.notBefore(now.plusSeconds(900 + random.nextInt(20_000)));
        }
    },
    RETRIED(5) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            return context.attempt() <= 2 ? Outcome.retry("busy", "Later.") : super.run(args, context, life);
        }
    },
    RETRIED_LATER(2) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            return context.attempt() == 1
                    ? Outcome.retryAfter(Duration.ofMinutes(20), "busy", "Later.")
                    : super.run(args, context, life);
        }
    },
    THROWING(1) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            if (context.attempt() == 1) {
                throw new IllegalStateException("no luck");
            }
            return super.run(args, context, life);
        }
    },
    FAILING(2) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            return Outcome.fail("hopeless", "It never works.");
        }

        @Override
        boolean mayEnd(TaskRecord task) {
            return task.state() == TaskState.FAILED;
        }
    },
    HOPELESS(2) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            return Outcome.retry("busy", "Again and again.");
        }

        @Override
        boolean mayEnd(TaskRecord task) {
            return task.state() == TaskState.FAILED && task.attempt() == task.attemptsAllowed();
        }
    },
    SNOOZING(4) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            int times = context.memo() == null ? 0 : Integer.parseInt(context.memo());
            int seconds = life.random().nextInt(times == 1 ? 1500 : 30);
            return times == 3
                    ? super.run(args, context, life)
                    : Outcome.snooze(Duration.ofSeconds(seconds), String.valueOf(times + 1));
        }
    },
    HANGING(4) {
        @Override
        void change(TaskDraft draft, RandomGenerator random, Instant now) {
            draft.timeLimit(Duration.ofSeconds(5));
        }

        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            life.sleep(context.attempt() == 1 ? 600_000 : 4000);
            return super.run(args, context, life);
        }
    },
    CRASHING(1) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            if (context.attempt() == 1) {
                throw life.die();
            }
            return super.run(args, context, life);
        }
    },
    POISON(0.3) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            throw life.die();
        }

        @Override
        boolean mayEnd(TaskRecord task) {
            return task.state() == TaskState.FAILED
                    && task.ending() != null
                    && task.ending().failure() != null
                    && task.ending().failure().code().equals("crashed");
        }
    },
    EXPIRING(3) {
        @Override
        void change(TaskDraft draft, RandomGenerator random, Instant now) {
            draft.notBefore(now.plusSeconds(random.nextInt(60)))
                    .expiresAt(now.plusSeconds(60).plusMillis(random.nextInt(4000)));
        }

        @Override
        boolean mayEnd(TaskRecord task) {
            return task.state() == TaskState.EXPIRED || super.mayEnd(task);
        }
    },
    CANCELLED(3) {
        @Override
        void change(TaskDraft draft, RandomGenerator random, Instant now) {
            draft.notBefore(now.plusSeconds(random.nextInt(2000))).timeLimit(Duration.ofSeconds(60));
        }

        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            life.sleep(life.random().nextInt(30_000));
            return context.attempt() == 1 ? Outcome.retry("busy", "Later.") : super.run(args, context, life);
        }

        @Override
        boolean mayEnd(TaskRecord task) {
            return task.state() == TaskState.CANCELLED || super.mayEnd(task);
        }
    },
    RETRIED_BY_HAND(2) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            return "again".equals(args.note()) ? super.run(args, context, life) : Outcome.fail("not-yet", "Fix me.");
        }

        @Override
        boolean mayEnd(TaskRecord task) {
            return task.spec().args().contains("again") ? super.mayEnd(task) : task.state() == TaskState.FAILED;
        }
    },
    KEYED(3),
    DEBOUNCED(3),
    TELLING(3) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            for (int i = 0; i < 5; i++) {
                context.progress(i, 5);
                context.info("step " + i);
                life.sleep(life.random().nextInt(2000));
            }
            return super.run(args, context, life);
        }
    },
    PARENT(3) {
        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            for (int i = 0; i < CHILDREN; i++) {
                life.expects(context.id().child(i), context.enqueue(CHILD.type(), new Args(null)));
            }
            return context.attempt() == 1 ? Outcome.retry("busy", "Once more.") : super.run(args, context, life);
        }

        // In the worst of worlds every attempt may meet a queue that takes no child.
        @Override
        boolean mayEnd(TaskRecord task) {
            return super.mayEnd(task)
                    || (task.state() == TaskState.FAILED
                            && task.attempt() == task.attemptsAllowed()
                            && task.ending() != null
                            && task.ending().failure() != null
                            && task.ending().failure().code().equals("child-not-enqueued"));
        }
    },
    CHILD(0),
    FOLLOWED(2) {
        @Override
        void change(TaskDraft draft, RandomGenerator random, Instant now) {
            draft.onFailure(new FollowUp(CHILD.type().name(), "{\"note\":\"$taskId\"}"));
        }

        @Override
        Outcome run(Args args, TaskContext context, Life life) {
            return Outcome.fail("hopeless", "Somebody else must see to it.");
        }

        @Override
        boolean mayEnd(TaskRecord task) {
            return task.state() == TaskState.FAILED;
        }
    };

    /** So many has each parent. */
    static final int CHILDREN = 3;

    private static final List<QueueName> QUEUES = List.of(QueueName.values());
    private static final Map<Kind, TaskType<Args>> TYPES = new EnumMap<>(Kind.class);
    private static final double ALL;

    static {
        double all = 0;
        for (Kind kind : values()) {
            all += kind.weight;
            TYPES.put(kind, TaskType.named(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), Args.class));
        }
        ALL = all;
    }

    private final double weight;

    /** The arguments of all. */
    record Args(@Nullable String note) {}

    Kind(double weight) {
        this.weight = weight;
    }

    /** What a handler can do in the simulated world. */
    interface Life {
        RandomGenerator random();

        /** Works for that many milliseconds. */
        void sleep(long milliseconds);

        /** A child was enqueued and got the second of these ids; it should have been the first. */
        void expects(TaskId right, TaskId made);

        /** Kills the worker; to be thrown. */
        Error die();
    }

    static Kind any(RandomGenerator random) {
        double left = random.nextDouble() * ALL;
        for (Kind kind : values()) {
            left -= kind.weight;
            if (left < 0) {
                return kind;
            }
        }
        return PLAIN;
    }

    /** What runs the tasks of all kinds. */
    @FunctionalInterface
    interface Runner {
        Outcome run(Kind kind, Args args, TaskContext context);
    }

    static TaskTypes types(Runner runner) {
        return new TaskTypes(Stream.of(values())
                .<Registration<?>>map(
                        kind -> kind.type().runBy(() -> (args, context) -> runner.run(kind, args, context)))
                .toList());
    }

    static Kind of(TaskRecord task) {
        return valueOf(task.spec().type().replace('-', '_').toUpperCase(Locale.ROOT));
    }

    TaskType<Args> type() {
        return Objects.requireNonNull(TYPES.get(this));
    }

    TaskSpec spec(RandomGenerator random, Instant now) {
        return spec(null, random, now);
    }

    TaskSpec spec(@Nullable String note, RandomGenerator random, Instant now) {
        TaskDraft draft = type().spec(new Args(note)).draft();
        // A short lease for some, so that a worker that stalls outlives it.
        draft.timeLimit(Duration.ofSeconds(random.nextInt(4) == 0 ? 5 : 60));
        draft.queue(QUEUES.get(random.nextInt(QUEUES.size())));
        change(draft, random, now);
        return draft.make();
    }

    void change(TaskDraft draft, RandomGenerator random, Instant now) {}

    Outcome run(Args args, TaskContext context, Life life) {
        return Outcome.done(String.valueOf(context.attempt()));
    }

    /** Whether the task may have ended as it did; one that lost its workers may fail, whatever it is. */
    boolean mayEnd(TaskRecord task) {
        return task.state() == TaskState.SUCCEEDED || (task.state() == TaskState.FAILED && lostWorkers(task));
    }

    private static boolean lostWorkers(TaskRecord task) {
        return task.attempts().stream().anyMatch(attempt -> switch (attempt.outcome()) {
            case CRASHED, TIMED_OUT -> true;
            case SUCCEEDED, RETRIED, FAILED, SNOOZED -> false;
        });
    }
}
