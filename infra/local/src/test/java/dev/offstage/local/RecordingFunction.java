package dev.offstage.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Puts what it gets into the inbox that its variable INBOX names. A message "fail" fails and "throw" throws when it comes
 * for the first time; every other one succeeds.
 */
public final class RecordingFunction implements RequestStreamHandler {
    private static final Map<String, BlockingQueue<JrsValue>> INBOXES = new ConcurrentHashMap<>();

    private final BlockingQueue<JrsValue> inbox;

    public RecordingFunction(Map<String, String> environment, Clock clock) {
        this.inbox = inbox(Objects.requireNonNull(environment.get("INBOX")));
    }

    /** The messages, or events without messages, in the order in which they came. */
    public static BlockingQueue<JrsValue> inbox(String name) {
        return INBOXES.computeIfAbsent(name, unused -> new LinkedBlockingQueue<>());
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        JrsValue event;
        try {
            event = Json.parse(in);
        } catch (UnreadableJsonException e) {
            throw new IOException(e);
        }
        if (event.path("Records") instanceof JrsArray records) {
            List<JrsValue> messages = new ArrayList<>();
            records.elements().forEachRemaining(messages::add);
            out.write(answer(messages).getBytes(StandardCharsets.UTF_8));
        } else {
            inbox.add(event);
        }
    }

    private String answer(List<JrsValue> messages) {
        List<JrsObject> failures = messages.stream()
                .filter(message -> isFirst(message, "fail"))
                .map(message -> Json.object()
                        .put("itemIdentifier", message.path("messageId").asText())
                        .toTree())
                .toList();
        boolean thrown = messages.stream().anyMatch(message -> isFirst(message, "throw"));
        inbox.addAll(messages);
        if (thrown) {
            throw new IllegalStateException("asked to throw");
        }
        return Json.object().put("batchItemFailures", failures).toText();
    }

    private static boolean isFirst(JrsValue message, String body) {
        return body.equals(message.path("body").asText())
                && "1"
                        .equals(message.path("attributes")
                                .path("ApproximateReceiveCount")
                                .asText());
    }
}
