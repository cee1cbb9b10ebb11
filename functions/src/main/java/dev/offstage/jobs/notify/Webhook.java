package dev.offstage.jobs.notify;

import dev.offstage.jobs.http.HttpClients;
import dev.offstage.jobs.http.RetryAfter;
import dev.offstage.jobs.http.TimedExchange;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.io.Closer;
import org.jspecify.annotations.Nullable;

/**
 * One address that takes notices. It may lie in a private network: the operator named it, no caller can change it, no redirect is
 * followed, and https shows who answers.
 */
final class Webhook {
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final URI url;
    private final Signer signer;
    private final String userAgent;
    private final Duration limit;
    private final InstantSource clock;
    private final CloseableHttpClient client;

    /** @param limit the longest time for a whole exchange */
    Webhook(URI url, Signer signer, String version, Duration limit, InstantSource clock) {
        this.url = url;
        this.signer = signer;
        this.userAgent = "Offstage/" + version;
        this.limit = limit;
        this.clock = clock;
        this.client = HttpClients.make(SystemDefaultDnsResolver.INSTANCE, CONNECT, limit);
    }

    /** What came back. */
    sealed interface Reply {
        /**
         * An answer.
         *
         * @param after how long the receiver asks to be left alone; null when it says nothing
         */
        record Answered(int status, @Nullable Duration after) implements Reply {}

        /** No answer that could be used; whether the notice was taken nobody knows. */
        record Silent(String code, String detail) implements Reply {}
    }

    /** Posts {@code body}, signed at this moment. */
    Reply post(String body) throws InterruptedException {
        HttpPost post = new HttpPost(url);
        post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
        post.setHeader(HttpHeaders.USER_AGENT, userAgent);
        post.setHeader(Signer.HEADER, signer.sign(clock.instant(), body));
        return TimedExchange.within(limit, post, () -> exchange(post)).orElseGet(this::late);
    }

    private Reply late() {
        return new Reply.Silent("timeout", host() + " did not answer within " + limit.toSeconds() + " s.");
    }

    private Reply exchange(HttpPost post) {
        try {
            ClassicHttpResponse response = client.executeOpen(null, post, null);
            int status = response.getCode();
            Header after = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
            // Nobody reads the body: the connection is cut before the response is closed, which would read it to its
            // end.
            post.abort();
            Closer.closeQuietly(response);
            return new Reply.Answered(status, wish(after, clock.instant()));
        } catch (ConnectTimeoutException e) {
            return new Reply.Silent("timeout", host() + " took no connection in time.");
        } catch (SocketTimeoutException e) {
            // The client's own limit is the same; either may notice first.
            return late();
        } catch (IOException e) {
            // Its message never has the path, which may hold a secret; the class alone says enough.
            return new Reply.Silent(
                    "unreachable",
                    host() + " could not be asked: " + e.getClass().getSimpleName() + ".");
        }
    }

    private static @Nullable Duration wish(@Nullable Header header, Instant now) {
        String value = header == null || header.getValue() == null ? "" : header.getValue();
        return RetryAfter.in(Map.of(HttpHeaders.RETRY_AFTER, value), now);
    }

    /** Who is asked, without the path. */
    String host() {
        return url.getHost();
    }
}
