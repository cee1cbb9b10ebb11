package dev.offstage.jobs.http;

import java.time.Duration;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.Timeout;

/** Makes clients that do nothing by themselves. */
public final class HttpClients {
    /** More than runs at once in one process; a pace is kept elsewhere. */
    private static final int CONNECTIONS = 1_000;

    private HttpClients() {}

    /**
     * A client without cookies, redirects, retries, proxies, decompression or kept connections.
     *
     * @param resolver gives the very addresses that are connected to
     * @param connect the longest wait for a connection to an address
     * @param silence the longest wait for a byte
     */
    public static CloseableHttpClient make(DnsResolver resolver, Duration connect, Duration silence) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(resolver, connect, silence))
                .setRoutePlanner(new DefaultRoutePlanner(DefaultSchemePortResolver.INSTANCE))
                .setConnectionReuseStrategy((request, response, context) -> false)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .disableDefaultUserAgent()
                .build();
    }

    private static PoolingHttpClientConnectionManager connections(
            DnsResolver resolver, Duration connect, Duration silence) {
        Http1Config frame = Http1Config.custom()
                .setMaxLineLength(16 << 10)
                .setMaxHeaderCount(200)
                .build();
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(frame)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(connect))
                        .setSocketTimeout(Timeout.of(silence))
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .build();
    }
}
