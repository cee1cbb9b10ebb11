package dev.offstage.jobs.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.task.TaskId;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every {@link UserStore} does. */
interface UserStoreContract {
    Random RANDOM = new Random(1);

    UserStore store();

    static User user(String address, String name) {
        return new User(
                new MailAddress(address), name, TaskId.next(Instant.parse("2026-11-21T12:00:00Z"), RANDOM), false);
    }

    @Test
    default void theFirstOfAnAddressIsStored() {
        User ada = user("ada@example.org", "Ada ✓");

        assertThat(store().createOrFind(ada)).isEqualTo(ada);
        assertThat(store().createOrFind(user("ada@example.org", "Another"))).isEqualTo(ada);
        assertThat(store().createOrFind(ada)).isEqualTo(ada);
    }

    @Test
    default void addressesStandForThemselves() {
        User ada = user("ada@example.org", "Ada");
        User eve = user("ada2@example.org", "Eve");

        assertThat(store().createOrFind(ada)).isEqualTo(ada);
        assertThat(store().createOrFind(eve)).isEqualTo(eve);
    }

    @Test
    default void addressesThatDifferInCaseAreOneUserWithTheAddressGivenFirst() {
        User ada = user("Ada@example.org", "Ada");

        assertThat(store().createOrFind(ada)).isEqualTo(ada);
        assertThat(store().createOrFind(user("aDA@example.org", "Eve"))).isEqualTo(ada);
        store().rename(new MailAddress("ada@example.org"), "Ada L.");
        store().noteWelcome(new MailAddress("ADA@example.org"));
        assertThat(store().createOrFind(ada)).isEqualTo(new User(ada.address(), "Ada L.", ada.welcome(), true));
    }

    @Test
    default void aNameAndANoteChangeNothingElse() {
        User ada = store().createOrFind(user("ada@example.org", "Ada"));

        store().rename(ada.address(), "Ada Lovelace");
        store().noteWelcome(ada.address());

        assertThat(store().createOrFind(user("ada@example.org", "Another")))
                .isEqualTo(new User(ada.address(), "Ada Lovelace", ada.welcome(), true));
    }
}
