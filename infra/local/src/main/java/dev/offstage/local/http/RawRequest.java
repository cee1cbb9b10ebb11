package dev.offstage.local.http;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * A request as it came.
 *
 * @param path as sent, still encoded
 * @param query as sent, without its question mark; empty when there is none
 * @param headers by lower-case name, without cookies; several of a name are joined by commas
 */
record RawRequest(
        String method,
        String path,
        String query,
        String protocol,
        String sourceIp,
        Map<String, String> headers,
        List<String> cookies,
        ByteBuffer body) {}
