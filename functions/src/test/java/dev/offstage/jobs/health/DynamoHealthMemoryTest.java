package dev.offstage.jobs.health;

import dev.offstage.engine.TestClock;

final class DynamoHealthMemoryTest implements HealthMemoryContract {
    private final HealthMemory memory = new DynamoHealthMemory(Resources.on(new TestClock("2026-11-21T12:00:00Z")));

    @Override
    public HealthMemory memory() {
        return memory;
    }
}
