package dev.offstage.bench;

import dev.offstage.aws.Wiring;
import dev.offstage.engine.Accepted;
import dev.offstage.jobs.JobResources;
import dev.offstage.jobs.Jobs;
import dev.offstage.jobs.books.BookInfo;
import dev.offstage.jobs.books.BookLink;
import dev.offstage.jobs.books.Books;
import dev.offstage.task.QueueName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Counts what one book link costs, from acceptance to the stored book, without a pace. */
final class BookBench {
    /** Of the local host's small book site. The first one pays for robots.txt. */
    private static final BookLink FIRST = new BookLink("910001");

    private static final BookLink SECOND = new BookLink("910002");

    private BookBench() {}

    static BookFigures run(Map<String, String> environment, SqsClient sqs, SteppingClock clock)
            throws InterruptedException {
        Wiring wiring = new Wiring(environment, clock);
        JobResources resources = wiring.jobResources();
        String url = environment.getOrDefault("QUEUE_" + QueueName.DEFAULT + "_URL", "");
        Mapping mapping = new Mapping(sqs, url, wiring.worker(Jobs.types(resources)), clock);
        Books books = new Books(resources, wiring.enqueuer(), wiring.store(), wiring.keys());
        Tally withRobots = parsed(books, FIRST, mapping);
        // A link that comes alone finds the pauses old and has them read.
        clock.move(Duration.ofSeconds(2));
        Tally parsed = parsed(books, SECOND, mapping);
        Tally fresh = submitted(books, SECOND, true);
        if (!(books.find(SECOND) instanceof BookInfo.Parsed)) {
            throw new IllegalStateException("The book was not stored.");
        }
        return new BookFigures(withRobots, parsed, fresh, CallCounter.take());
    }

    private static Tally parsed(Books books, BookLink link, Mapping mapping) throws InterruptedException {
        Tally accepted = submitted(books, link, false);
        int invocations = mapping.deliver(1);
        return invocations == 1 ? accepted.plus(CallCounter.take()) : Tally.NOTHING;
    }

    private static Tally submitted(Books books, BookLink link, boolean fresh) {
        CallCounter.reset();
        Accepted task =
                books.submit(List.of(link), false, null, Instant.MAX, null).getFirst();
        if (Books.isFresh(task) != fresh || (task.deduplicated() && !fresh)) {
            throw new IllegalStateException("The book's task is another one than expected: " + task);
        }
        return CallCounter.take();
    }
}
