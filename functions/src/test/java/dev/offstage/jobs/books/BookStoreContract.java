package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.jobs.books.BookStore.StoredBook;
import dev.offstage.jobs.books.BookStore.Validators;
import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link BookStore} does; each test works on an id of its own. */
interface BookStoreContract {
    Instant NOON = Instant.parse("2026-08-01T12:00:00Z");
    RandomGenerator RANDOM = RandomGenerator.getDefault();

    BookStore store();

    static StoredBook stored(String id, String title, Instant fetchedAt) {
        return stored(
                id, title, "About " + title, fetchedAt, new Validators("\"e1\"", "Sat, 01 Aug 2026 11:00:00 GMT"));
    }

    static StoredBook stored(String id, String title, String description, Instant at, Validators validators) {
        return new StoredBook(PlainBooks.book(id, title, description), at, TaskId.next(at, RANDOM), validators);
    }

    @Test
    default void aBookThatWasNeverStoredIsNotFound() {
        assertThat(store().find("1")).isEmpty();
    }

    @Test
    default void aStoredBookIsFoundAsItWas() {
        StoredBook book = stored("1", "One", NOON);
        StoredBook bare = stored("2", "Zwölf ✓ 𝕏", "\"quoted\"\n", NOON, Validators.NONE);

        assertThat(store().put(book)).isTrue();
        assertThat(store().put(bare)).isTrue();

        assertThat(store().find("1")).contains(book);
        assertThat(store().find("2")).contains(bare);
    }

    @Test
    default void aBookFetchedLaterReplacesTheOneBefore() {
        StoredBook later = stored("1", "Later", "d", NOON.plusMillis(1), Validators.NONE);

        assertThat(store().put(stored("1", "Before", NOON))).isTrue();
        assertThat(store().put(later)).isTrue();

        assertThat(store().find("1")).contains(later);
    }

    @Test
    default void aBookFetchedBeforeChangesNothing() {
        StoredBook later = stored("1", "Later", NOON);

        assertThat(store().put(later)).isTrue();
        assertThat(store().put(stored("1", "Before", NOON.minusMillis(1)))).isFalse();

        assertThat(store().find("1")).contains(later);
    }

    @Test
    default void theSameBookMayBePutAgain() {
        StoredBook book = stored("1", "One", NOON);

        assertThat(store().put(book)).isTrue();
        assertThat(store().put(book)).isTrue();

        assertThat(store().find("1")).contains(book);
    }

    @Test
    default void aConfirmedBookIsAsFreshAsItsConfirmation() {
        StoredBook book = stored("1", "One", NOON);
        TaskId confirming = TaskId.next(NOON.plusSeconds(60), RANDOM);

        assertThat(store().put(book)).isTrue();
        assertThat(store().confirm("1", NOON.plusSeconds(60), confirming)).isTrue();

        assertThat(store().find("1"))
                .contains(new StoredBook(book.book(), NOON.plusSeconds(60), confirming, book.validators()));
    }

    @Test
    default void whatIsNotStoredIsNotConfirmedAndNotMade() {
        assertThat(store().confirm("1", NOON, TaskId.next(NOON, RANDOM))).isFalse();
        assertThat(store().find("1")).isEmpty();
    }

    @Test
    default void aLateConfirmationChangesNothing() {
        StoredBook book = stored("1", "One", NOON);

        assertThat(store().put(book)).isTrue();
        assertThat(store().confirm("1", NOON.minusMillis(1), TaskId.next(NOON, RANDOM)))
                .isFalse();

        assertThat(store().find("1")).contains(book);
    }

    @Test
    default void ofManyAtOnceTheLatestStays() {
        var said = AtOnce.call(
                20, caller -> store().put(stored("1", "Number " + caller, NOON.plusMillis((caller * 7L) % 20))));

        assertThat(said).contains(true);
        assertThat(store().find("1").orElseThrow().fetchedAt()).isEqualTo(NOON.plusMillis(19));
        assertThat(store().find("1").orElseThrow().book().title()).isEqualTo("Number 17");
    }

    @Test
    default void aDescriptionOfAnyLengthKeepsAtLeastItsBeginning() {
        String endless = "\"é\n".repeat(200_000);

        assertThat(store().put(stored("1", "One", endless, NOON, Validators.NONE)))
                .isTrue();

        Book found = store().find("1").orElseThrow().book();
        assertThat(found.title()).isEqualTo("One");
        assertThat(found.description()).startsWith(endless.substring(0, 100_000));
    }
}
