package dev.offstage.jobs.mail;

final class InMemoryUserStoreTest implements UserStoreContract {
    private final UserStore store = new InMemoryUserStore();

    @Override
    public UserStore store() {
        return store;
    }
}
