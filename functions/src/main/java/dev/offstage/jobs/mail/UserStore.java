package dev.offstage.jobs.mail;

/** Where registered users live, one a mailbox, for ever: addresses that differ in case alone are the same. Every implementation passes {@code UserStoreContract}. */
interface UserStore {

    /** Stores {@code user} unless there is one of that address; answers with the one that is stored now. */
    User createOrFind(User user);

    /** Gives the stored user of that address another name. */
    void rename(MailAddress address, String name);

    /** Notes that the task of the user's welcome mail was accepted. */
    void noteWelcome(MailAddress address);
}
