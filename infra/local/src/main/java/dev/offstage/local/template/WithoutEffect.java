package dev.offstage.local.template;

import java.util.Set;

/** Collects what a section holds that has no effect on one machine. */
final class WithoutEffect {
    private final Section section;
    private final Set<String> words;

    private WithoutEffect(Section section, Set<String> words) {
        this.section = section;
        this.words = words;
    }

    static WithoutEffect in(Section section, Set<String> words) {
        return new WithoutEffect(section, words);
    }

    /** Takes the members {@code names} as known; notes {@code word} when one of them is there. */
    WithoutEffect of(String word, String... names) {
        section.ignore(names);
        for (String name : names) {
            if (section.has(name)) {
                words.add(word);
            }
        }
        return this;
    }

    /** Ends the list. */
    void done() {}
}
