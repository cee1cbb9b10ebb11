package dev.offstage.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;

/** Writes each event to standard output and answers nothing. */
public final class NoticingFunction implements RequestStreamHandler {
    public NoticingFunction(Map<String, String> environment, Clock clock) {}

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        System.out.println(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
}
