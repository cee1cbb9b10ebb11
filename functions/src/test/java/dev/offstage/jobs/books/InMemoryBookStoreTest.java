package dev.offstage.jobs.books;

class InMemoryBookStoreTest implements BookStoreContract {
    private final BookStore store = new InMemoryBookStore();

    @Override
    public BookStore store() {
        return store;
    }
}
