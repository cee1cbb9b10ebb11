package dev.offstage.local;

import dev.offstage.local.template.EventSource;
import dev.offstage.local.template.EventSource.HttpRoute;
import dev.offstage.local.template.EventSource.QueueSource;
import dev.offstage.local.template.EventSource.Timer;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import java.io.PrintStream;
import java.net.URI;

/** Says what was wired, how to try it and, last, that it is ready. */
final class StartPrint {
    private final PrintStream out;

    StartPrint(PrintStream out) {
        this.out = out;
    }

    void print(Stack stack, URI address, boolean demo) {
        out.println("From the template:");
        stack.functions().forEach(this::print);
        stack.queues().forEach(queue -> out.println("  queue " + queue.name()));
        stack.tables().forEach(table -> out.println("  table " + table.name()));
        out.println("Known and without effect here: " + String.join(", ", stack.withoutEffect()) + ".");
        out.println();
        out.println("The API is at " + address + (demo ? ", with a book site of its own. Try:" : ". Try:"));
        print(address.toString());
        out.println();
        out.println("offstage-local is ready on " + address);
        out.flush();
    }

    private void print(FunctionSpec function) {
        out.println("  function " + function.id() + " (" + function.handlerClass() + ")");
        function.events().forEach(source -> out.println("    " + describe(source)));
    }

    private static String describe(EventSource source) {
        return switch (source) {
            case HttpRoute route -> "route " + route.key();
            case QueueSource queue ->
                "queue " + queue.queueName() + ", up to " + queue.batchSize() + " messages a batch, "
                        + queue.concurrency() + " batches at once";
            case Timer timer -> "schedule " + timer.expression();
        };
    }

    private void print(String address) {
        String books = "https://www.goodreads.com/book/show/";
        out.println("  curl -i " + address + "/parseGoodreadsLinks -H 'Content-Type: application/json' -d '[\"" + books
                + "910001-northanger-abbey\",\"" + books + "900001.The_Time_Machine\",\"" + books + "910002\"]'");
        out.println("  curl '" + address + "/getBookInfo?url=" + books + "910001'");
        out.println("  curl \"" + address + "/v1/tasks/$(curl -s '" + address + "/getBookInfo?url=" + books
                + "910001' | sed 's/.*\"taskId\":\"\\([^\"]*\\)\".*/\\1/')\"");
    }
}
