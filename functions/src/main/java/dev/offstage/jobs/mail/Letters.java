package dev.offstage.jobs.mail;

/** What the mails of this deployment say. */
final class Letters {
    private Letters() {}

    static Mail welcome(MailAddress to, String name) {
        return new Mail(
                to.text(),
                "Welcome",
                "Hello " + name + ",\n\nyou are registered with the address " + to + ". Welcome!\n",
                null);
    }

    static Mail contact(MailAddress to, String message) {
        return new Mail(to.text(), "A message for you", message, null);
    }

    static Mail reminder(MailAddress to, String message) {
        return new Mail(to.text(), "A reminder", message, null);
    }
}
