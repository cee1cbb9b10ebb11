package dev.offstage.jobs.books;

import dev.offstage.jobs.books.BookStore.Validators;
import dev.offstage.jobs.http.HttpClients;
import dev.offstage.jobs.http.TimedExchange;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.io.Closer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Asks over HTTP, no longer than it may. */
final class HttpHop implements Hop, AutoCloseable {
    private final CloseableHttpClient client;
    private final BodyReader bodies;
    private final String userAgent;

    HttpHop(GuardedResolver resolver, FetchLimits limits, String userAgent) {
        this.client = HttpClients.make(resolver, limits.connect(), limits.total());
        this.bodies = new BodyReader(limits.bytes());
        this.userAgent = userAgent;
    }

    /** Asks the site of {@code settings} as version {@code version} of this program. */
    static HttpHop of(BookSettings settings, FetchLimits limits, String version) {
        HttpHop hop = new HttpHop(GuardedResolver.of(settings), limits, settings.userAgent(version));
        hop.warmUp();
        return hop;
    }

    /**
     * Asks a host that does not exist: otherwise the first request would load the client's classes after its turn has
     * come, arrive 0.2 s late, and so come too near to the next.
     */
    private void warmUp() {
        URI nowhere = URI.create("http://" + GuardedResolver.NOWHERE + "/");
        Request request = new Request(nowhere, Wanted.PAGE, Validators.NONE, Duration.ofSeconds(1));
        if (exchange(prepared(request), request) instanceof Answered answered) {
            throw new IllegalStateException("A host that does not exist answered " + answered.status());
        }
    }

    @Override
    public Answer ask(Request request) throws InterruptedException {
        HttpGet get = prepared(request);
        return TimedExchange.within(request.rest(), get, () -> exchange(get, request))
                .orElseGet(() -> new Broken(
                        BookFailure.TIMEOUT, request.url() + " gave no whole answer within the time of the fetch."));
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private Answer exchange(HttpGet get, Request request) {
        try {
            ClassicHttpResponse response = client.executeOpen(null, get, null);
            try {
                return bodies.answer(response, request);
            } finally {
                leave(get, response);
            }
        } catch (IOException e) {
            return FetchFailures.of(request.url(), e);
        }
    }

    /**
     * Cuts the connection before the response is closed: closing alone would read the rest of an endless body. That the
     * rest can then not be read says nothing about the answer.
     */
    private static void leave(HttpGet get, ClassicHttpResponse response) {
        get.abort();
        Closer.closeQuietly(response);
    }

    private HttpGet prepared(Request request) {
        HttpGet get = new HttpGet(request.url());
        get.setConfig(RequestConfig.custom()
                .setResponseTimeout(Timeout.of(request.rest()))
                .setConnectionRequestTimeout(Timeout.of(request.rest()))
                .setProtocolUpgradeEnabled(false)
                .setAuthenticationEnabled(false)
                .build());
        get.setHeader(HttpHeaders.USER_AGENT, userAgent);
        get.setHeader(HttpHeaders.ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        get.setHeader(HttpHeaders.ACCEPT_LANGUAGE, "en-US,en;q=0.9");
        get.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, deflate");
        get.setHeader(HttpHeaders.CONNECTION, "close");
        setIfPresent(get, HttpHeaders.IF_NONE_MATCH, request.validators().etag());
        setIfPresent(get, HttpHeaders.IF_MODIFIED_SINCE, request.validators().lastModified());
        return get;
    }

    private static void setIfPresent(HttpGet get, String name, @Nullable String value) {
        if (value != null) {
            get.setHeader(name, value);
        }
    }
}
