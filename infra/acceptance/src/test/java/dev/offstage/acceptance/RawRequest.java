package dev.offstage.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends octets that no HTTP client would send. */
final class RawRequest {
    private static final int PATIENCE_MS = 20_000;

    private RawRequest() {}

    /** Sends {@code octets} (ISO-8859-1) and reads the first answer. */
    static Reply send(URI host, String octets) {
        try (Socket socket = new Socket(host.getHost(), host.getPort())) {
            socket.setSoTimeout(PATIENCE_MS);
            writeAsFarAsTaken(socket, octets.getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return parse(answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void writeAsFarAsTaken(Socket socket, byte[] octets) throws IOException {
        try {
            socket.getOutputStream().write(octets);
            socket.getOutputStream().flush();
        } catch (IOException ignored) {
            // A server may answer before it has read everything; what it answered counts.
        }
    }

    private static Reply parse(String answer) {
        int end = answer.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new AssertionError("No HTTP answer: " + answer);
        }
        List<String> lines = answer.substring(0, end).lines().toList();
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    List.of(line.substring(colon + 1).strip()));
        }
        return new Reply(
                Integer.parseInt(lines.getFirst().substring(9, 12)),
                java.net.http.HttpHeaders.of(headers, RawRequest::isHeader),
                answer.substring(end + 4));
    }

    private static boolean isHeader(String name, String value) {
        return !name.isEmpty() && value != null;
    }
}
