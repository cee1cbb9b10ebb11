package dev.offstage.jobs.books;

class InMemoryHostPaceTest implements HostPaceContract {
    private final HostPace pace = new InMemoryHostPace();

    @Override
    public HostPace pace() {
        return pace;
    }
}
