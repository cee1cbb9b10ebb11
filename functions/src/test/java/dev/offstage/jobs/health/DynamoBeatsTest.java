package dev.offstage.jobs.health;

import dev.offstage.engine.TestClock;

final class DynamoBeatsTest implements BeatsContract {
    private final Beats beats = new DynamoBeats(Resources.on(new TestClock("2026-11-21T12:00:00Z")));

    @Override
    public Beats beats() {
        return beats;
    }
}
