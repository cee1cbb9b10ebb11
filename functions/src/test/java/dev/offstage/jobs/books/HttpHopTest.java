package dev.offstage.jobs.books;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.offstage.jobs.books.BookStore.Validators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpHopTest {
    private static final String HTML = "HTTP/1.1 200 OK\nContent-Type: text/html; charset=utf-8\n";
    private static final FetchLimits LIMITS =
            new FetchLimits(Duration.ofSeconds(3), Duration.ofSeconds(20), 100_000, 5);
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void readsAPageAndItsHeaders() throws Exception {
        try (RawSite site = RawSite.saying(HTML + "etag: \"x\"\nContent-Length: 6\n\n", utf8("пир"))) {
            assertThat(ask(site, LONG)).isInstanceOfSatisfying(Hop.Answered.class, answer -> {
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.body()).isEqualTo("пир");
                assertThat(answer.headers()).containsEntry("ETAG", "\"x\"");
            });
        }
    }

    @Test
    void saysWhoAsksAndNothingItWasNotToldTo() throws Exception {
        try (RawSite site = RawSite.saying(HTML + "Set-Cookie: a=b\nContent-Length: 0\n\n", new byte[0])) {
            Validators validators = new Validators("\"x\"", "Sat, 21 Nov 2026 10:00:00 GMT");
            try (HttpHop hop = hop()) {
                assertThat(hop.ask(new Hop.Request(site.url("/a?b=c"), Hop.Wanted.PAGE, validators, LONG)))
                        .isInstanceOf(Hop.Answered.class);
                assertThat(hop.ask(request(site.url("/d"), LONG))).isInstanceOf(Hop.Answered.class);
            }
            assertThat(site.requests().getFirst())
                    .startsWith("GET /a?b=c HTTP/1.1\n")
                    .contains("User-Agent: Offstage/1 (+mailto:a@b.example)\n")
                    .contains("Accept: text/html,application/xhtml+xml,")
                    .contains("Accept-Language: en-US,en;q=0.9\n")
                    .contains("If-None-Match: \"x\"\n")
                    .contains("If-Modified-Since: Sat, 21 Nov 2026 10:00:00 GMT\n");
            assertThat(site.requests().getLast()).doesNotContainIgnoringCase("cookie", "upgrade", "if-none", "if-mod");
        }
    }

    @Test
    void unpacksGzipAndBothDeflates() throws Exception {
        for (String coding : new String[] {"gzip", "deflate", "raw"}) {
            byte[] body = packed(coding, utf8("<html>book"));
            String head = HTML + "Content-Encoding: " + coding.replace("raw", "deflate") + "\n\n";
            try (RawSite site = RawSite.saying(head, body)) {
                assertThat(ask(site, LONG))
                        .isInstanceOfSatisfying(
                                Hop.Answered.class,
                                answer -> assertThat(answer.body()).isEqualTo("<html>book"));
            }
        }
    }

    @Test
    void aBombIsTooLarge() throws Exception {
        byte[] bomb = packed("gzip", new byte[50_000_000]);
        assertThat(bomb.length).isLessThan(LIMITS.bytes());
        assertFails(
                HTML + "Content-Encoding: gzip\nContent-Length: " + bomb.length + "\n\n", bomb, BookFailure.TOO_LARGE);
    }

    @Test
    void anEndlessPageIsTooLarge() throws Exception {
        try (RawSite site = new RawSite(out -> {
            out.write((HTML + "\n").replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            while (true) {
                out.write(new byte[8_192]);
            }
        })) {
            assertThat(ask(site, LONG))
                    .isInstanceOfSatisfying(
                            Hop.Broken.class, end -> assertThat(end.failure()).isEqualTo(BookFailure.TOO_LARGE));
        }
    }

    @Test
    void aPageOfExactlyTheLimitIsRead() throws Exception {
        byte[] body = new byte[LIMITS.bytes()];
        try (RawSite site = RawSite.saying(HTML + "\n", body)) {
            assertThat(ask(site, LONG)).isInstanceOf(Hop.Answered.class);
        }
        assertFails(HTML + "\n", new byte[LIMITS.bytes() + 1], BookFailure.TOO_LARGE);
    }

    @Test
    void aConnectionThatIsCutIsUnreachable() throws Exception {
        assertFails(HTML + "Content-Length: 10\n\n", utf8("short"), BookFailure.UNREACHABLE);
        assertFails(HTML + "Transfer-Encoding: chunked\n\n", utf8("a\r\nshort"), BookFailure.UNREACHABLE);
        assertFails(HTML + "Transfer-Encoding: chunked\n\n", utf8("5\r\nshort"), BookFailure.UNREACHABLE);
        assertFails(HTML + "Transfer-Encoding: chunked\n\n", utf8("5\r\nshort\r\n"), BookFailure.UNREACHABLE);
        byte[] packed = packed("gzip", utf8("<html>"));
        assertFails(HTML + "Content-Encoding: gzip\nContent-Length: 999\n\n", packed, BookFailure.UNREACHABLE);
        assertFails("", new byte[0], BookFailure.UNREACHABLE);
        assertFails("this is no http\n\n", new byte[0], BookFailure.UNREACHABLE);
    }

    @Test
    void whatCannotBeDecodedIsUnreadable() throws Exception {
        assertFails(HTML + "Content-Encoding: gzip\n\n", utf8("no gzip at all"), BookFailure.UNREADABLE);
        byte[] half = Arrays.copyOf(packed("gzip", utf8("<html>".repeat(99))), 25);
        assertFails(HTML + "Content-Encoding: gzip\nContent-Length: 25\n\n", half, BookFailure.UNREADABLE);
        assertFails(HTML + "Content-Encoding: br\n\n", utf8("x"), BookFailure.UNREADABLE);
        assertFails(HTML + "A: b\n".repeat(500) + "\n", new byte[0], BookFailure.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"image/png", "application/pdf", "application/json", "text/plain; charset=utf-8", "text/htmlx"})
    void anotherTypeIsNotABook(String type) throws Exception {
        assertFails("HTTP/1.1 200 OK\nContent-Type: " + type + "\n\n", utf8("x"), BookFailure.NOT_A_BOOK);
    }

    @Test
    void theStatusSaysMoreThanABadBody() throws Exception {
        for (int status : new int[] {202, 403, 404, 405, 429, 503}) {
            String head =
                    "HTTP/1.1 " + status + " X\nContent-Type: image/png\nContent-Encoding: gzip\nRetry-After: 7\n\n";
            try (RawSite site = RawSite.saying(head, utf8("no gzip"))) {
                assertThat(ask(site, LONG)).isInstanceOfSatisfying(Hop.Answered.class, answer -> {
                    assertThat(answer.status()).isEqualTo(status);
                    assertThat(answer.headers()).containsEntry("retry-after", "7");
                });
            }
        }
    }

    @Test
    void redirectsAreShownNotFollowed() throws Exception {
        byte[] none = new byte[0];
        try (RawSite site = RawSite.saying("HTTP/1.1 302 Found\nLocation: /книга\nContent-Length: 0\n\n", none)) {
            assertThat(ask(site, LONG))
                    .isInstanceOfSatisfying(
                            Hop.Answered.class,
                            answer -> assertThat(answer.headers()).containsEntry("location", "/книга"));
            assertThat(site.requests()).hasSize(1);
        }
    }

    @Test
    void timeEndsASlowSiteWhereverItIsSlow() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        assertTimesOut(
                out -> drip(out, new byte[0], "HTTP/1.1 200 OK\r\nA: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", end));
        assertTimesOut(out -> drip(out, utf8(HTML.replace("\n", "\r\n") + "\r\n"), "x".repeat(1_000), end));
        assertTimesOut(out -> drip(out, new byte[0], "", end));
        end.countDown();
    }

    @Test
    void aSiteThatRefusesConnectionsIsUnreachable() throws Exception {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
        }
        try (HttpHop hop = hop()) {
            assertFails(hop.ask(request(closed, LONG)), BookFailure.UNREACHABLE);
        }
    }

    @Test
    void aNameThatLeadsInsideIsRefusedBeforeAnyConnection() throws Exception {
        GuardedResolver inside =
                new GuardedResolver(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, null);
        try (RawSite site = RawSite.saying(HTML + "\n", utf8("x"));
                HttpHop hop = new HttpHop(inside, LIMITS, "Offstage/1")) {
            assertFails(hop.ask(request(site.url("/"), LONG)), BookFailure.REFUSED_ADDRESS);
            assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void theSettingsNameTheOnlyHostThatMayBeInside() throws Exception {
        try (RawSite site = RawSite.saying(HTML + "Content-Length: 0\n\n", new byte[0]);
                HttpHop named = HttpHop.of(settings(site.url("").toString()), LIMITS, "1");
                HttpHop real = HttpHop.of(settings(""), LIMITS, "1")) {
            assertThat(named.ask(request(site.url("/"), LONG))).isInstanceOf(Hop.Answered.class);
            assertFails(real.ask(request(site.url("/"), LONG)), BookFailure.REFUSED_ADDRESS);
            assertThat(site.requests()).singleElement(STRING).contains("User-Agent: Offstage/1 (no contact given)");
        }
    }

    private static BookSettings settings(String origin) {
        return BookSettings.from(Map.of("BOOKS_ORIGIN", origin));
    }

    @Test
    void systemProxiesArePassedBy() throws Exception {
        System.setProperty("http.proxyHost", "127.0.0.1");
        System.setProperty("http.proxyPort", "1");
        try (RawSite site = RawSite.saying(HTML + "Content-Length: 0\n\n", new byte[0])) {
            assertThat(ask(site, LONG)).isInstanceOf(Hop.Answered.class);
        } finally {
            System.clearProperty("http.proxyHost");
            System.clearProperty("http.proxyPort");
        }
    }

    @Test
    void aLongRobotsFileIsCutAndOfAnyType() throws Exception {
        FetchLimits wide = new FetchLimits(LONG, LONG, 4 << 20, 5);
        String head = "HTTP/1.1 200 OK\nContent-Type: application/octet-stream\n\n";
        try (RawSite site = RawSite.saying(head, utf8("Disallow: /some\n".repeat(40_000)));
                HttpHop hop = new HttpHop(new GuardedResolver(InetAddress::getAllByName, "127.0.0.1"), wide, "O")) {
            Hop.Request request = new Hop.Request(site.url("/robots.txt"), Hop.Wanted.ROBOTS, Validators.NONE, LONG);
            assertThat(hop.ask(request))
                    .isInstanceOfSatisfying(
                            Hop.Answered.class,
                            answer -> assertThat(answer.body())
                                    .hasSizeBetween(BodyReader.MOST_OF_ROBOTS - 20, BodyReader.MOST_OF_ROBOTS)
                                    .endsWith("Disallow: /some\n"));
        }
    }

    @Test
    void textIsReadAsTheWebReadsIt() {
        assertThat(BodyText.of("é".getBytes(Charset.forName("windows-1252")), "text/html; charset=ISO-8859-1"))
                .isEqualTo("é");
        assertThat(BodyText.of(utf8("\uFEFFé"), "text/html; charset=ISO-8859-1"))
                .isEqualTo("é");
        assertThat(BodyText.of("<meta charset=\"koi8-r\">пир".getBytes(Charset.forName("KOI8-R")), "text/html"))
                .endsWith("пир");
        assertThat(BodyText.of(utf8("<meta charset=utf-16>é"), "text/html; charset=nonsense"))
                .endsWith("é");
        assertThat(BodyText.of("é".getBytes(StandardCharsets.UTF_16LE), "text/html;charset=utf-16le"))
                .isEqualTo("é");
    }

    private static void assertTimesOut(RawSite.Script script) throws Exception {
        long start = System.nanoTime();
        try (RawSite site = new RawSite(script)) {
            assertFails(ask(site, SHORT), BookFailure.TIMEOUT);
        }
        // On a busy machine the time-out is seen late; what drips would go on for longer.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    /** Sends {@code start} at once, {@code rest} a byte every 20 ms, then nothing more until {@code end}. */
    private static void drip(OutputStream out, byte[] start, String rest, CountDownLatch end) throws IOException {
        try {
            out.write(start);
            for (byte one : utf8(rest)) {
                out.write(one);
                if (end.await(20, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
            end.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void assertFails(String head, byte[] body, BookFailure failure) throws Exception {
        try (RawSite site = RawSite.saying(head, body)) {
            assertFails(ask(site, LONG), failure);
        }
    }

    private static void assertFails(Hop.Answer answer, BookFailure failure) {
        assertThat(answer).isInstanceOfSatisfying(Hop.Broken.class, end -> {
            assertThat(end.failure()).as(end.detail()).isEqualTo(failure);
            assertThat(end.detail()).contains("http://127.0.0.1");
        });
    }

    private static Hop.Answer ask(RawSite site, Duration rest) throws Exception {
        try (HttpHop hop = hop()) {
            return hop.ask(request(site.url("/book/show/1"), rest));
        }
    }

    private static HttpHop hop() {
        return new HttpHop(
                new GuardedResolver(InetAddress::getAllByName, "127.0.0.1"),
                LIMITS,
                "Offstage/1 (+mailto:a@b.example)");
    }

    private static Hop.Request request(URI url, Duration rest) {
        return new Hop.Request(url, Hop.Wanted.PAGE, Validators.NONE, rest);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] packed(String coding, byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = switch (coding) {
            case "gzip" -> new GZIPOutputStream(bytes);
            case "deflate" -> new DeflaterOutputStream(bytes);
            default -> new DeflaterOutputStream(bytes, new Deflater(Deflater.DEFAULT_COMPRESSION, true));
        }) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
