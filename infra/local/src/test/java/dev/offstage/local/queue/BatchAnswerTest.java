package dev.offstage.local.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchAnswerTest {
    private static final Set<String> BATCH = Set.of("a", "b");

    @Test
    void anEmptyAnswerMeansThatAllSucceeded() {
        for (String answer :
                new String[] {"", "null", "{}", "{\"batchItemFailures\":null}", "{\"batchItemFailures\":[]}"}) {
            assertThat(BatchAnswer.failed(answer, BATCH)).as(answer).isEmpty();
        }
    }

    @Test
    void onlyTheNamedMessagesFailed() {
        assertThat(BatchAnswer.failed("{\"batchItemFailures\":[{\"itemIdentifier\":\"b\"}]}", BATCH))
                .containsExactly("b");
    }

    @Test
    void anUnknownOrMissingIdFailsTheWholeBatch() {
        for (String id : new String[] {"\"c\"", "\"\"", "null"}) {
            assertThat(BatchAnswer.failed("{\"batchItemFailures\":[{\"itemIdentifier\":" + id + "}]}", BATCH))
                    .as(id)
                    .isEqualTo(BATCH);
        }
        assertThat(BatchAnswer.failed("no JSON", BATCH)).isEqualTo(BATCH);
    }
}
