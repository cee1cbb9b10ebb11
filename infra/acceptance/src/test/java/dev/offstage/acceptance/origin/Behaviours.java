package dev.offstage.acceptance.origin;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPOutputStream;

/** What a site may do to those who ask. */
public final class Behaviours {
    private static final int MEGABYTE = 1 << 20;

    private Behaviours() {}

    public static Behaviour page() {
        return call -> call.wire().html(200, BookPages.modern(call.id()));
    }

    public static Behaviour legacyPage() {
        return call -> call.wire().html(200, BookPages.legacy(call.id()));
    }

    public static Behaviour slow(Duration before) {
        return call -> {
            call.pass(before);
            page().answer(call);
        };
    }

    /** The page, but not before {@code gate} opens. */
    public static Behaviour held(CountDownLatch gate) {
        return call -> {
            for (int i = 0; i < 150 && gate.getCount() > 0; i++) {
                call.pass(Duration.ofMillis(100));
            }
            page().answer(call);
        };
    }

    /** A page that comes octet by octet and never ends. */
    public static Behaviour drip() {
        return call -> {
            call.wire().head(200, "Content-Type: text/html; charset=utf-8");
            for (int i = 0; i < 600; i++) {
                call.wire().text("<");
                call.pass(Duration.ofMillis(200));
            }
        };
    }

    public static Behaviour status(int status, String... headers) {
        return call -> call.wire().html(status, "<title>" + status + "</title>", headers);
    }

    public static Behaviour redirect(String target) {
        return call -> call.wire().html(301, "", "Location: " + target);
    }

    /** To the address with a slug, which has the page. */
    public static Behaviour redirectToSlug() {
        return redirectChain(1);
    }

    /** {@code length} redirects, then the page. */
    public static Behaviour redirectChain(int length) {
        return call -> {
            int step =
                    call.suffix().isEmpty() ? 0 : Integer.parseInt(call.suffix().substring("-step-".length()));
            if (step >= length) {
                page().answer(call);
            } else {
                String next = "/book/show/" + call.id() + "-step-" + (step + 1);
                redirect(step % 2 == 0 ? next : call.at(next).toString()).answer(call);
            }
        };
    }

    /** Two addresses that redirect to each other. */
    public static Behaviour redirectLoop() {
        return call -> redirect("/book/show/" + call.id() + (call.suffix().isEmpty() ? "-again" : ""))
                .answer(call);
    }

    public static Behaviour softRedirect() {
        return call -> {
            if (call.suffix().isEmpty()) {
                String target = call.at("/book/show/" + call.id() + "-moved").toString();
                call.wire()
                        .html(
                                200,
                                "<html><body>You are being <a href=\"" + target + "\">redirected</a>.</body></html>");
            } else {
                page().answer(call);
            }
        };
    }

    public static Behaviour html(String page) {
        return call -> call.wire().html(200, page);
    }

    public static Behaviour aboutUs() {
        return html(BookPages.other());
    }

    public static Behaviour saysNotFound() {
        return call -> call.wire().html(200, BookPages.missing(call.id()));
    }

    public static Behaviour unloaded() {
        return call -> call.wire().html(200, BookPages.unloaded(call.id()));
    }

    public static Behaviour bookOf(String otherId) {
        return html(BookPages.modern(otherId));
    }

    public static Behaviour challenge() {
        return call -> call.wire().html(202, BookPages.challenge(), "x-amzn-waf-action: challenge");
    }

    public static Behaviour captcha() {
        return call -> call.wire().html(405, BookPages.challenge(), "x-amzn-waf-action: captcha");
    }

    public static Behaviour challengePage() {
        return html(BookPages.challenge());
    }

    public static Behaviour type(String type, String body) {
        return call -> call.wire().answer(200, type, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A page without end, as fast as it is taken. */
    public static Behaviour endless() {
        return call -> {
            call.wire().head(200, "Content-Type: text/html; charset=utf-8");
            byte[] filler = filler();
            for (int i = 0; i < 64; i++) {
                call.wire().octets(filler);
            }
        };
    }

    /** A page that is small on the way and large when unpacked. */
    public static Behaviour gzipBomb() {
        return call -> {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
                for (int i = 0; i < 64; i++) {
                    gzip.write(filler());
                }
            }
            call.wire().answer(200, "text/html; charset=utf-8", packed.toByteArray(), "Content-Encoding: gzip");
        };
    }

    /** Something that says it is packed, and is not. */
    public static Behaviour badGzip() {
        return call -> call.wire().html(200, "<p>not packed</p>", "Content-Encoding: gzip");
    }

    /** A whole answer whose document stops in its head. */
    public static Behaviour truncated() {
        return call -> {
            String page = BookPages.modern(call.id());
            call.wire().html(200, page.substring(0, page.indexOf("<title>")));
        };
    }

    /** The connection ends before the announced length is reached. */
    public static Behaviour cut() {
        return call -> {
            byte[] page = BookPages.modern(call.id()).getBytes(StandardCharsets.UTF_8);
            call.wire().head(200, "Content-Type: text/html; charset=utf-8", "Content-Length: " + page.length);
            call.wire().octets(Arrays.copyOf(page, page.length / 2));
        };
    }

    /** The connection ends without an answer. */
    public static Behaviour hangUp() {
        return call -> call.pass(Duration.ZERO);
    }

    /** The page with a title beyond ASCII, in the charset that only the header names. */
    public static Behaviour latin1(String title) {
        return call -> {
            String page = BookPages.modern(call.id(), title).replace("charSet=\"utf-8\"", "name=\"sample\"");
            call.wire().answer(200, "text/html; charset=ISO-8859-1", page.getBytes(StandardCharsets.ISO_8859_1));
        };
    }

    /** The page with an ETag; 304 for who names it. */
    public static Behaviour tagged(String tag) {
        return call -> {
            if (call.visit().header("if-none-match").equals(tag)) {
                call.wire().head(304, "ETag: " + tag);
            } else {
                call.wire().html(200, BookPages.modern(call.id()), "ETag: " + tag);
            }
        };
    }

    public static Behaviour robots(String... lines) {
        return type("text/plain", String.join("\n", lines) + "\n");
    }

    private static byte[] filler() throws IOException {
        byte[] filler = new byte[MEGABYTE];
        Arrays.fill(filler, (byte) 'x');
        return filler;
    }
}
