package dev.offstage.jobs.books;

import com.fasterxml.jackson.jr.stree.JrsObject;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.json.Json;
import dev.offstage.json.UnreadableJsonException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The script {@code __NEXT_DATA__}: everything the page was made of, as one JSON text. */
final class NextData {
    private static final Pattern BOOK_QUERY = Pattern.compile("getBookByLegacyId\\(.*?(?<id>\\d{1,18}).*");

    private final JrsValue props;
    private final JrsValue query;
    private final boolean forBooks;
    private final JrsValue apollo;

    private NextData(JrsValue root) {
        this.props = JsonTree.at(root, "props", "pageProps");
        this.query = root.path("query");
        this.apollo = props.path("apolloState");
        String route = JsonTree.text(root, "page");
        this.forBooks = requestedId() != null || (route != null && route.startsWith("/book/show"));
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
        JrsValue root = apollo.path("ROOT_QUERY");
        List<String> ids = queriedIds();
        JrsValue node = node(root, Objects.requireNonNullElse(askedId, ""));
        for (int i = -1; i < ids.size() && node == null; i++) {
            String id = i < 0 ? requestedId() : ids.get(i);
            node = id == null ? null : node(root, id);
        }
        node = node == null ? titledNode(askedId) : node;
        return node == null ? null : new ApolloBook(apollo, node);
    }

    /** Whether this is the page of a book whose data was not loaded when it was made. */
    boolean isUnloaded() {
        return forBooks && queriedIds().isEmpty();
    }

    /** Whether the site looked for the book and found none. */
    boolean saysNoBook() {
        JrsValue root = apollo.path("ROOT_QUERY");
        return JsonTree.names(root).stream()
                .anyMatch(name ->
                        BOOK_QUERY.matcher(name).matches() && root.path(name).isNull());
    }

    /** The id in the address that the page answers; null when it does not say. */
    @Nullable
    String requestedId() {
        String id = BookAddress.leadingId(JsonTree.text(props, "params", "book_id"));
        return id == null ? BookAddress.leadingId(JsonTree.text(query, "book_id")) : id;
    }

    private List<String> queriedIds() {
        return JsonTree.names(apollo.path("ROOT_QUERY")).stream()
                .map(BOOK_QUERY::matcher)
                .filter(Matcher::matches)
                .map(match -> match.group("id"))
                .toList();
    }

    private @Nullable JrsValue node(JrsValue root, String id) {
        for (String name : JsonTree.names(root)) {
            Matcher match = BOOK_QUERY.matcher(name);
            JrsValue node = match.matches() && match.group("id").equals(id) ? follow(root.path(name)) : null;
            if (node != null) {
                return node;
            }
        }
        return null;
    }

    /** A page without the query's answer may still hold the book; nodes without a title are mere links. */
    private @Nullable JrsValue titledNode(@Nullable String askedId) {
        String wanted = askedId == null ? requestedId() : askedId;
        return JsonTree.names(apollo).stream()
                .filter(name -> name.startsWith("Book:"))
                .map(apollo::path)
                .filter(node -> JsonTree.text(node, "title") != null)
                .filter(node -> Objects.equals(wanted, String.valueOf(JsonTree.number(node, "legacyId"))))
                .findFirst()
                .orElse(null);
    }

    private @Nullable JrsValue follow(JrsValue reference) {
        String name = JsonTree.text(reference, "__ref");
        JrsValue node = name == null ? reference : apollo.path(name);
        return node instanceof JrsObject && JsonTree.text(node, "title") != null ? node : null;
    }
}
