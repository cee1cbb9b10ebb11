package dev.offstage.jobs.books;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A site on loopback that answers every connection by a script, byte for byte, and may break off anywhere. */
final class RawSite implements AutoCloseable {
    private final ServerSocket server;
    private final Script script;
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

    /** Writes an answer to one request; the connection is closed after it. */
    interface Script {
        void answer(OutputStream out) throws IOException;
    }

    RawSite(Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    static RawSite saying(String head, byte[] body) throws IOException {
        return new RawSite(out -> {
            out.write(head.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            out.write(body);
        });
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** The heads of the requests so far. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> converse(socket));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
            StringBuilder head = new StringBuilder();
            for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
                head.append(line).append('\n');
            }
            requests.add(head.toString());
            script.answer(socket.getOutputStream());
        } catch (IOException e) {
            // The client left, as it should when it has had enough.
            return;
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
