package dev.offstage.jobs.books;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that fails, rather than ends, beyond its limit. Once it failed it goes on failing: what unpacks it takes a
 * fault behind its own end for no fault.
 */
final class CappedStream extends FilterInputStream {
    private final int most;
    private int seen;
    private @Nullable IOException failure;

    CappedStream(InputStream in, int most) {
        super(in);
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            return counted(super.read(buffer, from, (int) Math.min(length, most - seen + 1L)));
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    private int counted(int count) throws IOException {
        seen += Math.max(count, 0);
        if (seen > most) {
            throw new BodyReader.TooLargeException(most);
        }
        return count;
    }
}
