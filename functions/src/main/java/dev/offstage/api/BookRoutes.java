package dev.offstage.api;

import com.fasterxml.jackson.jr.stree.JrsArray;
import com.fasterxml.jackson.jr.stree.JrsString;
import com.fasterxml.jackson.jr.stree.JrsValue;
import dev.offstage.access.Caller;
import dev.offstage.engine.Accepted;
import dev.offstage.engine.Submitted;
import dev.offstage.jobs.books.BookInfo;
import dev.offstage.jobs.books.BookJson;
import dev.offstage.jobs.books.BookLink;
import dev.offstage.jobs.books.BookTask;
import dev.offstage.jobs.books.Books;
import dev.offstage.json.Json;
import dev.offstage.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Book links in, books out. */
final class BookRoutes {
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_LINKS = 1000;
    private static final String ONLY_ARRAY = "Only array of goodreads book links is accepted.";
    private static final String URL_REQUIRED =
            "'url' query parameter is required. It must be a valid goodreads book URL.";
    private static final String LINK_FORM =
            "It must look like https://www.goodreads.com/book/show/3735293-clean-code: that site, no port, no user, an id of 1 to 18 digits.";

    private final Books books;
    private final Submissions submissions;
    private final InstantSource clock;

    BookRoutes(Books books, Submissions submissions, InstantSource clock) {
        this.books = books;
        this.submissions = submissions;
        this.clock = clock;
    }

    Answer submit(Request request, Caller caller) {
        boolean refresh = request.flag("refresh");
        JrsArray body = array(request);
        List<JrsValue> entries = new ArrayList<>();
        body.elements().forEachRemaining(entries::add);
        Set<BookLink> links = new LinkedHashSet<>();
        List<Rejected> rejected = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Optional<BookLink> link = link(entries.get(i));
            if (link.isPresent()) {
                links.add(link.get());
            } else {
                rejected.add(new Rejected(i, entries.get(i)));
            }
        }
        if (links.isEmpty()) {
            throw Problem.validation(
                    "None of the entries is a link of a book page.",
                    rejected.stream().map(Rejected::toFieldError).toList());
        }
        return accepted(tasks(request, caller, body, List.copyOf(links), refresh), rejected);
    }

    private List<BookTask> tasks(Request request, Caller caller, JrsValue body, List<BookLink> links, boolean refresh) {
        Map<String, BookLink> byId = new LinkedHashMap<>();
        links.forEach(link -> byId.put(link.bookId(), link));
        Map<String, Submitted> answers =
                submissions.all(request, caller, body, byId.keySet(), byId.keySet(), (turn, ids) -> {
                    List<BookLink> asked = ids.stream()
                            .map(id -> Objects.requireNonNull(byId.get(id)))
                            .toList();
                    List<Accepted> made = books.submit(asked, refresh, caller.owner(), request.end(), turn);
                    request.countAccepted(
                            made.stream().filter(task -> !task.deduplicated()).count());
                    return IntStream.range(0, ids.size()).boxed().collect(Collectors.toMap(ids::get, made::get));
                });
        Instant now = clock.instant();
        return links.stream()
                .map(link -> BookTask.of(link, Objects.requireNonNull(answers.get(link.bookId())), now))
                .toList();
    }

    private static JrsArray array(Request request) {
        JrsValue body = body(request);
        if (!(body instanceof JrsArray array) || array.size() == 0) {
            throw Problem.unreadable(ONLY_ARRAY + " The body is "
                    + (body instanceof JrsArray ? "an empty array" : "no array") + "; send [\"https://…\", …].");
        }
        if (array.size() > MOST_LINKS) {
            throw Problem.tooLarge(
                    "The array has " + array.size() + " entries; " + MOST_LINKS + " are the most. Send it in parts.");
        }
        return array;
    }

    private static JrsValue body(Request request) {
        try {
            return request.body(MOST_BYTES).json();
        } catch (Problem problem) {
            throw problem.status() == 400 ? Problem.unreadable(ONLY_ARRAY + " " + problem.getMessage()) : problem;
        }
    }

    private static Optional<BookLink> link(JrsValue entry) {
        return entry instanceof JrsString text ? BookLink.read(text.getValue()) : Optional.empty();
    }

    private Answer accepted(List<BookTask> tasks, List<Rejected> rejected) {
        long scheduled = tasks.stream().filter(task -> !task.fresh()).count();
        JsonObject body = Json.object()
                .put("message", scheduled + " books are scheduled for info parsing.")
                .put("tasks", tasks.stream().map(BookRoutes::json).toList())
                .put("rejected", rejected.stream().map(Rejected::toJson).toList());
        return Answer.accepted("/v1/tasks/" + tasks.getFirst().task(), body);
    }

    private static JrsValue json(BookTask task) {
        return Json.object()
                .put("url", task.link().url())
                .put("bookId", task.link().bookId())
                .put("id", task.task().toString())
                .put("state", task.state().wireName())
                .put("fresh", task.fresh())
                .put("deduplicated", task.deduplicated())
                .toTree();
    }

    Answer find(Request request, Caller caller) {
        BookLink link = request.query("url")
                .flatMap(BookLink::read)
                .orElseThrow(() -> Problem.unreadable(URL_REQUIRED + " "
                        + request.query("url")
                                .map(url -> "'" + Excerpt.of(url) + "' is none. " + LINK_FORM)
                                .orElse("Add ?url=https://www.goodreads.com/book/show/…")));
        return switch (books.find(link)) {
            case BookInfo.Parsed parsed -> Answer.of(200, json(parsed));
            case BookInfo.Pending pending -> pending(link, pending);
            case BookInfo.Failed failed -> throw failed(link, failed);
            case BookInfo.Unknown ignored ->
                throw Problem.notFound("No meta info found for this book. Nobody asked for " + link.url()
                        + " yet; send it to POST /parseGoodreadsLinks.");
        };
    }

    private static JsonObject json(BookInfo.Parsed parsed) {
        return BookJson.write(parsed.book())
                .put("fetchedAt", Times.write(parsed.fetchedAt()))
                .put("taskId", parsed.task().toString());
    }

    private static Answer pending(BookLink link, BookInfo.Pending pending) {
        JsonObject body = Json.object()
                .put("state", pending.state().wireName())
                .put("taskId", pending.task().toString())
                .put("bookId", link.bookId())
                .put("url", link.url());
        return Answer.accepted("/v1/tasks/" + pending.task(), body);
    }

    private static Problem failed(BookLink link, BookInfo.Failed failed) {
        String reason = link.url() + ": " + failed.message();
        return failed.isNotFound()
                ? Problem.notFound("No meta info found for this book. " + reason)
                : Problem.badSource(
                        reason,
                        Json.object().put("taskId", failed.task().toString()).put("code", failed.code()));
    }

    /** An entry that is no link of a book. */
    private record Rejected(int index, JrsValue entry) {
        private static final String CODE = "not-a-book-link";
        private static final int LONGEST_VALUE = 2048;

        /** As it was sent; only what is longer than any link is cut. */
        private JrsValue value() {
            String text = entry instanceof JrsString link ? link.getValue() : Json.write(entry);
            return text.length() <= LONGEST_VALUE ? entry : new JrsString(text.substring(0, LONGEST_VALUE) + "…");
        }

        private String message() {
            return (entry instanceof JrsString ? "This is no link of a book page. " : "This is no text. ") + LINK_FORM;
        }

        JrsValue toJson() {
            return Json.object()
                    .put("index", index)
                    .put("value", value())
                    .put("code", CODE)
                    .put("message", message())
                    .toTree();
        }

        Problem.FieldError toFieldError() {
            return new Problem.FieldError("/" + index, CODE, message());
        }
    }
}
