package dev.offstage.acceptance.origin;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes an answer octet by octet, proper or not. */
public final class Wire {
    private static final String HTML = "text/html; charset=utf-8";

    private final OutputStream out;

    Wire(OutputStream out) {
        this.out = out;
    }

    /** Sends a status line and {@code headers} ("Name: value"). */
    public void head(int status, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\nConnection: close\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        text(head + "\r\n");
    }

    public void text(String text) throws IOException {
        octets(text.getBytes(StandardCharsets.UTF_8));
    }

    public void octets(byte[] octets) throws IOException {
        out.write(octets);
        out.flush();
    }

    /** Sends a whole answer. */
    public void answer(int status, String type, byte[] body, String... headers) throws IOException {
        String[] all = new String[headers.length + 2];
        System.arraycopy(headers, 0, all, 0, headers.length);
        all[headers.length] = "Content-Type: " + type;
        all[headers.length + 1] = "Content-Length: " + body.length;
        head(status, all);
        octets(body);
    }

    /** Sends a whole page. */
    public void html(int status, String page, String... headers) throws IOException {
        answer(status, HTML, page.getBytes(StandardCharsets.UTF_8), headers);
    }
}
