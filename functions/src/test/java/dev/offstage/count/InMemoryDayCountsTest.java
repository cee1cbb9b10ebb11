package dev.offstage.count;

/** The fake keeps the same contract as the real store. */
final class InMemoryDayCountsTest implements DayCountsContract {
    @Override
    public DayCounts newCounts() {
        return new InMemoryDayCounts();
    }
}
