package dev.offstage.jobs.health;

import dev.offstage.engine.TestClock;

final class InMemoryQueueSamplesTest implements QueueSamplesContract {
    private final TestClock clock = new TestClock("2026-11-21T12:00:00Z");
    private final QueueSamples samples = new InMemoryQueueSamples(clock);

    @Override
    public QueueSamples samples() {
        return samples;
    }

    @Override
    public TestClock clock() {
        return clock;
    }
}
