package dev.offstage.jobs.health;

final class InMemoryBeatsTest implements BeatsContract {
    private final Beats beats = new InMemoryBeats();

    @Override
    public Beats beats() {
        return beats;
    }
}
