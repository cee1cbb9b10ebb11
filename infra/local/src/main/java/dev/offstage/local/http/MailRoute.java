package dev.offstage.local.http;

import com.fasterxml.jackson.jr.stree.JrsObject;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.local.mail.KeptMail;
import dev.offstage.local.mail.MailFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/mails}, the mails that this host took in place of SES. A deployed API has none to show: its function says 404
 * to whoever may ask, and where it does so here, the list is the answer.
 */
final class MailRoute {
    private static final String PATH = "/v1/mails";
    private static final int USUAL_LIMIT = 25;
    private static final int LARGEST_LIMIT = 100;
    private static final Set<String> KNOWN = Set.of("limit", "cursor");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final MailFolder folder;

    MailRoute(MailFolder folder) {
        this.folder = folder;
    }

    static boolean isAsked(RawRequest request) {
        return request.method().equals("GET") && request.path().equals(PATH);
    }

    FunctionAnswer list(RawRequest request) {
        try {
            return page(request);
        } catch (MalformedRequestException e) {
            return problem(
                    400, Problem.of("unreadable", "The request cannot be read", 400, String.valueOf(e.getMessage())));
        }
    }

    private FunctionAnswer page(RawRequest request) throws MalformedRequestException {
        Map<String, String> query = HttpEventJson.query(request.query());
        for (String name : query.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new MalformedRequestException(
                        "There is no query parameter '" + name + "' here; there are limit, cursor.");
            }
        }
        int limit = limit(query.get("limit"));
        String before = query.containsKey("cursor") ? MailCursor.read(query.get("cursor")) : null;
        try {
            List<KeptMail> mails = folder.list(before, limit + 1);
            List<KeptMail> page = mails.subList(0, Math.min(limit, mails.size()));
            JsonObject body = Json.object()
                    .put("data", page.stream().map(MailRoute::json).toList())
                    .put(
                            "nextCursor",
                            mails.size() > limit
                                    ? MailCursor.after(page.getLast().id())
                                    : null);
            return FunctionAnswer.json(200, body.toText());
        } catch (IOException e) {
            return problem(
                    500, Problem.of("internal", "The mails cannot be read", 500, "The mails cannot be read: " + e));
        }
    }

    private static int limit(@Nullable String text) throws MalformedRequestException {
        if (text == null) {
            return USUAL_LIMIT;
        }
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LARGEST_LIMIT) {
            throw new MalformedRequestException(
                    "The query parameter 'limit' must be a number from 1 to " + LARGEST_LIMIT + ".");
        }
        return Integer.parseInt(text);
    }

    private static JrsObject json(KeptMail mail) {
        return Json.object()
                .put("id", mail.id())
                .put("to", mail.to())
                .put("subject", mail.subject())
                .put("text", mail.text())
                .put("html", mail.html())
                .put("at", TIME.format(mail.at()))
                .put("taskId", mail.taskId())
                .toTree();
    }

    private static FunctionAnswer problem(int status, JsonObject problem) {
        return new FunctionAnswer(
                status,
                List.of(Map.entry("content-type", Problem.TYPE)),
                ByteBuffer.wrap(problem.toText().getBytes(StandardCharsets.UTF_8)));
    }
}
