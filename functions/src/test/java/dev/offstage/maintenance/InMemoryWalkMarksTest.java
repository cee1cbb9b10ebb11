package dev.offstage.maintenance;

/** The fake keeps the same contract as the real marks. */
final class InMemoryWalkMarksTest implements WalkMarksContract {
    @Override
    public WalkMarks newMarks() {
        return new InMemoryWalkMarks();
    }
}
