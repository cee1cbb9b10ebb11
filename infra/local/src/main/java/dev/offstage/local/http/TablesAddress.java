package dev.offstage.local.http;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the tables of a running host listen, so that a command that was given the host's address finds them.
 *
 * <p>The host tells the address and passes nothing on. If it passed requests on to its tables, whoever reached the API
 * through a proxy or a tunnel could write a token of his own, for the host sees the proxy's loopback address only. The
 * address itself is of use to nobody but processes of this machine, which can reach the tables anyway. A page of another
 * site cannot ask: a browser asks for leave before it sends such a header, and gets none; and a page whose name was made
 * to lead here is refused for that name. If one learned the address all the same, the tables refuse what pages send.
 */
public record TablesAddress(URI dynamo, String region, List<String> names) {
    /** A GET with this header, whatever its path, gets the address. */
    public static final String HEADER = "X-Offstage-Local";

    /** The header's value. */
    public static final String ASKED = "tables";

    String toJson() {
        return Json.object()
                .put("dynamodb", dynamo.toString())
                .put("region", region)
                .put("tables", names.stream().map(JrsString::new).toList())
                .toText();
    }

    /** Reads an answer; empty when it is not one of a local host. */
    public static Optional<TablesAddress> read(String answer) {
        try {
            JrsValue json = Json.parse(answer);
            List<String> names = new ArrayList<>();
            if (json.path("tables") instanceof JrsArray tables) {
                tables.elements().forEachRemaining(name -> names.add(name.asText()));
            }
            return Json.text(json, "dynamodb")
                    .flatMap(address -> Json.text(json, "region")
                            .map(region -> new TablesAddress(URI.create(address), region, List.copyOf(names))));
        } catch (UnreadableJsonException | IllegalArgumentException ignored) {
            return Optional.empty();
        }
    }
}
