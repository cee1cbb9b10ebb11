package dev.offstage.lambda;

import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The answer to a batch whose mapping has {@code ReportBatchItemFailures}. */
public final class BatchFailures {
    private BatchFailures() {}

    /** Names the messages that are not to be deleted; an empty list deletes the whole batch. */
    public static void write(List<String> messageIds, OutputStream out) throws IOException {
        List<? extends JrsValue> failures = messageIds.stream()
                .map(id -> Json.object().put("itemIdentifier", id).toTree())
                .toList();
        String answer = Json.object().put("batchItemFailures", failures).toText();
        out.write(answer.getBytes(StandardCharsets.UTF_8));
    }
}
