package dev.offstage.local.mail;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsMissing;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The request of SES v2's SendEmail, as far as it names a simple mail. */
final class SendEmailJson {
    private static final Pattern HEADER_NAME = Pattern.compile("[!-9;-@A-~]{1,126}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]{1,870}");
    private static final Pattern ADDRESS = Pattern.compile("[!-~&&[^@<>\",;]]{1,64}@[!-~&&[^@<>\",;]]{1,255}");

    private SendEmailJson() {}

    static OutboundMail read(JrsValue request) throws BadMailException {
        JrsValue simple = request.path("Content").path("Simple");
        if (simple instanceof JrsMissing) {
            throw new BadMailException("This emulator takes Content.Simple alone, no Raw and no Template.");
        }
        JrsValue body = simple.path("Body");
        Optional<String> text = Json.text(body.path("Text"), "Data");
        Optional<String> html = Json.text(body.path("Html"), "Data");
        if (text.isEmpty() && html.isEmpty()) {
            throw new BadMailException("Content.Simple.Body has neither Text nor Html.");
        }
        return new OutboundMail(
                address(Json.text(request, "FromEmailAddress").orElse(""), "FromEmailAddress"),
                recipients(request.path("Destination")),
                subject(simple),
                text.orElse(null),
                html.orElse(null),
                headers(simple.path("Headers")));
    }

    private static String subject(JrsValue simple) throws BadMailException {
        String subject = Json.text(simple.path("Subject"), "Data")
                .orElseThrow(() -> new BadMailException("Content.Simple.Subject.Data is missing."));
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw new BadMailException("The subject has control characters.");
        }
        return subject;
    }

    private static List<String> recipients(JrsValue destination) throws BadMailException {
        for (String other : List.of("CcAddresses", "BccAddresses")) {
            if (destination.path(other) instanceof JrsArray some && some.size() > 0) {
                throw new BadMailException("This emulator takes Destination.ToAddresses alone, no " + other + ".");
            }
        }
        List<String> to = new ArrayList<>();
        if (destination.path("ToAddresses") instanceof JrsArray some) {
            for (Iterator<JrsValue> each = some.elements(); each.hasNext(); ) {
                to.add(address(each.next().asText(), "Destination.ToAddresses"));
            }
        }
        if (to.isEmpty() || to.size() > 50) {
            throw new BadMailException("Destination.ToAddresses must have 1 to 50 addresses.");
        }
        return to;
    }

    private static String address(String text, String where) throws BadMailException {
        if (!ADDRESS.matcher(text).matches()) {
            throw new BadMailException(where + " must be a plain address; '" + text + "' is none.");
        }
        return text;
    }

    private static Map<String, String> headers(JrsValue listed) throws BadMailException {
        Map<String, String> headers = new LinkedHashMap<>();
        if (!(listed instanceof JrsArray some)) {
            return headers;
        }
        for (Iterator<JrsValue> each = some.elements(); each.hasNext(); ) {
            JrsValue header = each.next();
            String name = Json.text(header, "Name").orElse("");
            String value = Json.text(header, "Value").orElse("");
            if (!HEADER_NAME.matcher(name).matches()
                    || !HEADER_VALUE.matcher(value).matches()) {
                throw new BadMailException("Content.Simple.Headers has a name or a value that no header can have.");
            }
            headers.put(name, value);
        }
        return headers;
    }
}
