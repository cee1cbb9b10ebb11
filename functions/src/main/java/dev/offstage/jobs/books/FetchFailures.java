package dev.offstage.jobs.books;

import dev.offstage.jobs.books.GuardedResolver.RefusedAddressException;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;

/** What an exception of the client means for a fetch. */
final class FetchFailures {
    private FetchFailures() {}

    static Hop.Broken of(URI url, Exception cause) {
        return switch (cause) {
            case RefusedAddressException e -> broken(BookFailure.REFUSED_ADDRESS, url, "is not asked", e);
            case BodyReader.TooLargeException e -> broken(BookFailure.TOO_LARGE, url, "is too large", e);
            case ConnectTimeoutException e -> broken(BookFailure.TIMEOUT, url, "took no connection in time", e);
            case SocketTimeoutException e -> broken(BookFailure.TIMEOUT, url, "fell silent", e);
            case UnknownHostException e -> broken(BookFailure.UNREACHABLE, url, "has no known address", e);
            case SSLException e -> broken(BookFailure.UNREACHABLE, url, "gave no safe connection", e);
            case ZipException e -> broken(BookFailure.UNREADABLE, url, "sent a body that cannot be unpacked", e);
            case EOFException e -> broken(BookFailure.UNREADABLE, url, "sent a body whose packing ends early", e);
            case BodyReader.UnknownCodingException e ->
                broken(BookFailure.UNREADABLE, url, "sent an unknown coding", e);
            case MalformedChunkCodingException e -> broken(BookFailure.UNREACHABLE, url, "cut its answer short", e);
            case MessageConstraintException e -> broken(BookFailure.UNREADABLE, url, "sent endless headers", e);
            case ClientProtocolException e -> broken(BookFailure.UNREADABLE, url, "answered no HTTP", e);
            case HttpException e -> broken(BookFailure.UNREADABLE, url, "answered no HTTP", e);
            case IOException e -> broken(BookFailure.UNREACHABLE, url, "broke the connection", e);
            default -> throw new IllegalArgumentException("Not an exception of the client.", cause);
        };
    }

    private static Hop.Broken broken(BookFailure failure, URI url, String what, Exception cause) {
        String fact = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Hop.Broken(failure, url + " " + what + ": " + Excerpt.of(fact));
    }
}
