package dev.offstage.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
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
        return send(host, octets, InetAddress.getLoopbackAddress());
    }

    /** The same from the address {@code source} of this machine. */
    static Reply send(URI host, String octets, InetAddress source) {
        try (Socket socket = new Socket(host.getHost(), host.getPort(), source, 0)) {
            socket.setSoTimeout(PATIENCE_MS);
            writeAsFarAsTaken(socket, octets.getBytes(StandardCharsets.ISO_8859_1));
            return read(socket.getInputStream());
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

    private static Reply read(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.")) {
            throw new AssertionError("No HTTP answer: " + status);
        }
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    List.of(line.substring(colon + 1).strip()));
        }
        int length = Integer.parseInt(
                headers.getOrDefault("content-length", List.of("0")).getFirst());
        return new Reply(
                Integer.parseInt(status.substring(9, 12)),
                java.net.http.HttpHeaders.of(headers, RawRequest::isHeader),
                new String(in.readNBytes(length), StandardCharsets.UTF_8));
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
            line.append((char) octet);
        }
        return line.toString().strip();
    }

    private static boolean isHeader(String name, String value) {
        return !name.isEmpty() && value != null;
    }
}
