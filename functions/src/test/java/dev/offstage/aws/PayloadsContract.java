package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link Payloads} does. */
interface PayloadsContract {
    String KEY = "offstage/0190163d-8694-739b-aea5-966c26f8ad91/result-3";

    Payloads newPayloads();

    @Test
    default void aTextComesBackAsItWas() {
        Payloads payloads = newPayloads();
        String text = "\"ä€😀\n\r\"".repeat(60_000);

        payloads.put(KEY, text, null);

        assertThat(payloads.get(KEY)).contains(text);
    }

    @Test
    default void theLastTextStays() {
        Payloads payloads = newPayloads();

        payloads.put(KEY, "1", null);
        payloads.put(KEY, "2", Duration.ofDays(1));

        assertThat(payloads.get(KEY)).contains("2");
    }

    @Test
    default void whatIsNotThereIsEmptyAndDeletedWithoutAWord() {
        Payloads payloads = newPayloads();
        payloads.delete(KEY);

        assertThat(payloads.get(KEY)).isEmpty();
    }

    @Test
    default void allKeysAreListedInParts() {
        Payloads payloads = newPayloads();
        List<String> keys = IntStream.range(0, 5).mapToObj(i -> KEY + i).toList();
        keys.reversed().forEach(key -> payloads.put(key, "1", null));

        List<String> found = new ArrayList<>();
        String after = null;
        do {
            Payloads.Listed listed = payloads.list(after);
            listed.entries().forEach(entry -> found.add(entry.key()));
            after = listed.next();
        } while (after != null);

        assertThat(found).isEqualTo(keys);
        assertThat(payloads.list(KEY + 4).entries()).isEmpty();
    }

    @Test
    default void whatIsDeletedIsGoneAndNothingElse() {
        Payloads payloads = newPayloads();
        payloads.put(KEY, "1", null);
        payloads.put(KEY + "0", "2", null);

        payloads.delete(KEY);

        assertThat(payloads.get(KEY)).isEmpty();
        assertThat(payloads.get(KEY + "0")).contains("2");
    }
}
