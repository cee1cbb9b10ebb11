package dev.offstage.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** Answers with the event it got, as the body of an HTTP answer; a request for {@code /answer} brings the answer itself. */
public final class EchoFunction implements RequestStreamHandler {
    private final Map<String, String> environment;

    public EchoFunction(Map<String, String> environment, Clock clock) {
        this.environment = environment;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        String event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (event.contains("please-throw")) {
            throw new IllegalStateException("asked to throw");
        }
        if (event.contains("\"rawPath\":\"/answer\"")) {
            out.write(bodyOf(event).getBytes(StandardCharsets.UTF_8));
            return;
        }
        String answer = Json.object()
                .put("statusCode", 200)
                .put(
                        "headers",
                        Json.object()
                                .put("x-table", environment.get("TASKS_TABLE"))
                                .toTree())
                .put("body", event)
                .toText();
        out.write(answer.getBytes(StandardCharsets.UTF_8));
    }

    private static String bodyOf(String event) throws IOException {
        try {
            return Json.parse(event).path("body").asText();
        } catch (UnreadableJsonException e) {
            throw new IOException(e);
        }
    }
}
