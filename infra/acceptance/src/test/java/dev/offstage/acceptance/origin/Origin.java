package dev.offstage.acceptance.origin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A book site on a loopback port that behaves as told and remembers who asked what, and when. */
public final class Origin implements AutoCloseable {
    private static final Pattern BOOK = Pattern.compile("/book/show/(\\d+)(.*)");
    private static final int LONGEST_HEAD = 200;

    private final ServerSocket server;
    private final Map<String, Behaviour> pages = new ConcurrentHashMap<>();
    private final Map<String, Integer> calls = new ConcurrentHashMap<>();
    private final List<Visit> visits = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Behaviour robots = Behaviours.robots("User-agent: *", "Disallow: /search");

    private Origin(ServerSocket server) {
        this.server = server;
    }

    /** An origin that answers every book with its page. */
    public static Origin start() {
        try {
            Origin origin = new Origin(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(origin::serve);
            return origin;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on the book {@code id} is answered so. */
    public void page(String id, Behaviour behaviour) {
        pages.put(id, behaviour);
    }

    /** From now on robots.txt is answered so. */
    public void robots(Behaviour behaviour) {
        robots = behaviour;
    }

    /** Every request so far, in the order of arrival. */
    public List<Visit> visits() {
        return List.copyOf(visits);
    }

    /** The requests for {@code path} itself. */
    public List<Visit> visits(String path) {
        return visits.stream().filter(visit -> visit.path().equals(path)).toList();
    }

    /** The requests for the book {@code id}, redirects among its own addresses included. */
    public List<Visit> visitsOf(String id) {
        return visits.stream().filter(visit -> id.equals(idOf(visit.path()))).toList();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for {@code time} or the end, whichever comes first; false when it was the end. */
    boolean pass(Duration time) {
        try {
            return !closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private void answer(Socket socket) {
        try (socket) {
            Visit visit = read(socket);
            visits.add(visit);
            respond(visit, new Wire(socket.getOutputStream()));
        } catch (IOException ignored) {
            // Who asked went away: that is theirs to decide.
        }
    }

    private void respond(Visit visit, Wire wire) throws IOException {
        String id = idOf(visit.path());
        if (visit.path().equals("/robots.txt")) {
            robots.answer(new Call(this, visit, "", count("robots"), "", wire));
        } else if (id == null) {
            wire.html(404, "<title>Nothing here</title>");
        } else {
            Behaviour behaviour = pages.getOrDefault(id, Behaviours.page());
            String suffix = visit.path().substring("/book/show/".length() + id.length());
            behaviour.answer(new Call(this, visit, id, count(id), suffix, wire));
        }
    }

    private int count(String name) {
        return calls.merge(name, 1, Integer::sum);
    }

    private static String idOf(String path) {
        Matcher book = BOOK.matcher(path);
        return book.matches() ? book.group(1) : null;
    }

    private static Visit read(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        String first = in.readLine();
        if (first == null) {
            throw new IOException("The connection ended before a request came.");
        }
        List<String> words = List.of(first.split(" ", -1));
        Map<String, String> headers = new HashMap<>();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            if (colon > 0 && headers.size() < LONGEST_HEAD) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return new Visit(Instant.now(), words.get(0), words.size() > 1 ? words.get(1) : "", Map.copyOf(headers));
    }
}
