package dev.offstage.jobs.books;

class InMemoryRobotsStoreTest implements RobotsStoreContract {
    private final RobotsStore store = new InMemoryRobotsStore();

    @Override
    public RobotsStore store() {
        return store;
    }
}
