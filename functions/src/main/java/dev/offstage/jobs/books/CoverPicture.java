package dev.offstage.jobs.books;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells a book's cover from the pictures that stand for none. */
final class CoverPicture {
    private static final Pattern PLACEHOLDER = Pattern.compile("/nophoto/|/no-cover|/assets/facebook/");

    private CoverPicture() {}

    /** The address of a real cover; null for none, for a placeholder and for what is no web address. */
    static @Nullable String real(@Nullable String address) {
        String cover = PageText.clean(address);
        if (cover == null || PLACEHOLDER.matcher(cover).find()) {
            return null;
        }
        return cover.startsWith("https://") || cover.startsWith("http://") ? cover : null;
    }
}
