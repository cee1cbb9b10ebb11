package dev.offstage.jobs.books;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails, rather than ends, beyond its limit. */
final class CappedStream extends FilterInputStream {
    private final int most;
    private int seen;

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
        int count = super.read(buffer, from, (int) Math.min(length, most - seen + 1L));
        seen += Math.max(count, 0);
        if (seen > most) {
            throw new BodyReader.TooLargeException(most);
        }
        return count;
    }
}
