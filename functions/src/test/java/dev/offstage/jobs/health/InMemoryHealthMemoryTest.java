package dev.offstage.jobs.health;

final class InMemoryHealthMemoryTest implements HealthMemoryContract {
    private final HealthMemory memory = new InMemoryHealthMemory();

    @Override
    public HealthMemory memory() {
        return memory;
    }
}
