package dev.offstage.jobs.books;

import java.net.InetAddress;
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

/** Makes the client that asks the site: one that does nothing by itself. */
final class HttpClients {
    /** More than runs at once in one process; the pace is kept elsewhere. */
    private static final int CONNECTIONS = 1_000;

    private HttpClients() {}

    /** A client without cookies, redirects, retries, proxies, decompression or kept connections. */
    static CloseableHttpClient make(GuardedResolver resolver, FetchLimits limits) {
        return HttpClientBuilder.create()
                .setConnectionManager(connections(resolver, limits))
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

    /** The addresses of a host, checked unless the operator named that host. */
    static GuardedResolver resolver(BookSettings settings) {
        String host = settings.origin().getHost().replaceAll("[\\[\\]]", "");
        return new GuardedResolver(InetAddress::getAllByName, settings.anotherSite() ? host : null);
    }

    private static PoolingHttpClientConnectionManager connections(GuardedResolver resolver, FetchLimits limits) {
        Http1Config frame = Http1Config.custom()
                .setMaxLineLength(16 << 10)
                .setMaxHeaderCount(200)
                .build();
        Timeout connect = Timeout.of(limits.connect());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(resolver)
                .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                        .http1Config(frame)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(Timeout.of(limits.total()))
                        .build())
                .setMaxConnTotal(CONNECTIONS)
                .setMaxConnPerRoute(CONNECTIONS)
                .build();
    }
}
