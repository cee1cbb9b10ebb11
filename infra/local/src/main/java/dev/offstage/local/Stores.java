package dev.offstage.local;

/** The queues and tables of a stack, there and reached. */
sealed interface Stores extends AutoCloseable permits Emulators, OtherStores {
    Endpoints endpoints();

    @Override
    void close();
}
