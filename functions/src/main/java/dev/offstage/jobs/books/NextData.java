package dev.offstage.jobs.books;

import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The script {@code __NEXT_DATA__}: everything the page was made of, as one JSON text. */
final class NextData {
    private static final Pattern BOOK_QUERY = Pattern.compile("getBookByLegacyId\\(\\D*(?<id>\\d{1,18}).*");

    private final JrsValue root;
    private final JrsValue props;
    private final JrsValue apollo;

    /** What the site found for each book id that the page looked for. */
    private final Map<String, JrsValue> answers = new LinkedHashMap<>();

    private NextData(JrsValue root) {
        this.root = root;
        this.props = JsonTree.at(root, "props", "pageProps");
        this.apollo = props.path("apolloState");
        JrsValue queries = apollo.path("ROOT_QUERY");
        for (String query : JsonTree.names(queries)) {
            Matcher match = BOOK_QUERY.matcher(query);
            if (match.matches()) {
                answers.putIfAbsent(match.group("id"), queries.path(query));
            }
        }
    }

    /** Null when the page has no such script or a broken one. */
    static @Nullable NextData of(Document page) {
        Element script = page.selectFirst("script#__NEXT_DATA__");
        if (script == null) {
            return null;
        }
        try {
            return new NextData(Json.parse(script.data()));
        } catch (UnreadableJsonException e) {
            // A page cut inside its script: what was rendered before may still tell of the book.
            return null;
        }
    }

    /** The book that the page was asked for; null when it was not loaded, or there is none. */
    @Nullable
    ApolloBook book(@Nullable String askedId) {
        Stream<@Nullable JrsValue> named =
                Stream.of(askedId, requestedId()).map(id -> id == null ? null : answers.get(id));
        return Stream.concat(named, answers.values().stream())
                .filter(Objects::nonNull)
                .map(this::follow)
                .filter(JrsObject.class::isInstance)
                .findFirst()
                .or(this::unanswered)
                .map(node -> new ApolloBook(apollo, node))
                .orElse(null);
    }

    /** Whether this is the page of some book. */
    boolean isForBook() {
        String route = JsonTree.text(root, "page");
        return requestedId() != null || (route != null && route.startsWith("/book/show"));
    }

    /** Whether the site looked for the book and found none. */
    boolean saysNoBook() {
        return answers.values().stream().anyMatch(JrsValue::isNull);
    }

    /** The id in the address that the page answers; null when it does not say. */
    @Nullable
    String requestedId() {
        String id = BookAddress.leadingId(JsonTree.text(props, "params", "book_id"));
        return id == null ? BookAddress.leadingId(JsonTree.text(root, "query", "book_id")) : id;
    }

    /** The book of a page that lost its answers. Nodes without a title are mere links. */
    private Optional<JrsValue> unanswered() {
        return JsonTree.names(apollo).stream()
                .filter(name -> answers.isEmpty() && name.startsWith("Book:"))
                .map(apollo::path)
                .filter(node -> JsonTree.text(node, "title") != null)
                .filter(node ->
                        String.valueOf(JsonTree.number(node, "legacyId")).equals(requestedId()))
                .findFirst();
    }

    private JrsValue follow(JrsValue reference) {
        String name = JsonTree.text(reference, "__ref");
        return name == null ? reference : apollo.path(name);
    }
}
