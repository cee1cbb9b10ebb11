package dev.offstage.jobs.mail;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class InMemoryUserStore implements UserStore {
    private final Map<String, User> users = new ConcurrentHashMap<>();

    @Override
    public User createOrFind(User user) {
        User there = users.putIfAbsent(user.address().mailbox(), user);
        return there == null ? user : there;
    }

    @Override
    public void rename(MailAddress address, String name) {
        users.computeIfPresent(
                address.mailbox(), (same, user) -> new User(user.address(), name, user.welcome(), user.welcomed()));
    }

    @Override
    public void noteWelcome(MailAddress address) {
        users.computeIfPresent(
                address.mailbox(), (same, user) -> new User(user.address(), user.name(), user.welcome(), true));
    }
}
