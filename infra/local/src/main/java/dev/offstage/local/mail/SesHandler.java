package dev.offstage.local.mail;

import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import dev.offstage.json.UnreadableJsonException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers one operation of SES v2, SendEmail: it takes what SES would and keeps it in the folder. */
final class SesHandler extends Handler.Abstract {
    private static final Logger LOG = Logger.getLogger(SesHandler.class.getName());
    private static final String SEND_EMAIL = "/v2/email/outbound-emails";
    private static final int LARGEST = 10 * 1024 * 1024;

    private final MailFolder folder;

    SesHandler(MailFolder folder) {
        this.folder = folder;
    }

    /** @param error the name of the exception that the SDK makes of it; empty for none */
    private record Reply(int status, String error, JsonObject body) {
        static Reply refused(int status, String error, String message) {
            return new Reply(status, error, Json.object().put("message", message));
        }
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        boolean asked = SEND_EMAIL.equals(request.getHttpURI().getPath()) && HttpMethod.POST.is(request.getMethod());
        Reply reply = asked
                ? send(request)
                : Reply.refused(
                        404, "NotFoundException", "This emulator knows SendEmail (POST " + SEND_EMAIL + ") alone.");
        response.setStatus(reply.status());
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        if (!reply.error().isEmpty()) {
            response.getHeaders().put("x-amzn-ErrorType", reply.error());
        }
        response.write(true, ByteBuffer.wrap(reply.body().toText().getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private Reply send(Request request) {
        try {
            byte[] body;
            try (InputStream in = Content.Source.asInputStream(request)) {
                body = in.readNBytes(LARGEST + 1);
            }
            if (body.length > LARGEST) {
                return Reply.refused(400, "BadRequestException", "The mail is larger than 10 MB.");
            }
            OutboundMail mail = SendEmailJson.read(Json.parse(new String(body, StandardCharsets.UTF_8)));
            return new Reply(200, "", Json.object().put("MessageId", folder.add(mail)));
        } catch (UnreadableJsonException | BadMailException | MessagingException e) {
            return Reply.refused(400, "BadRequestException", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.log(Level.SEVERE, "A mail could not be kept", e);
            return Reply.refused(500, "InternalServiceErrorException", "The mail could not be kept: " + e);
        }
    }
}
