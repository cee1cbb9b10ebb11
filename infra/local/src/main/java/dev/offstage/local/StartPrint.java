package dev.offstage.local;

import dev.offstage.local.template.EventSource;
import dev.offstage.local.template.EventSource.HttpRoute;
import dev.offstage.local.template.EventSource.QueueSource;
import dev.offstage.local.template.EventSource.Timer;
import dev.offstage.local.template.FunctionSpec;
import dev.offstage.local.template.Stack;
import dev.offstage.local.token.ThisCommand;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;

/** Says what was wired, how to try it and, last, that it is ready. */
final class StartPrint {
    private final PrintStream out;

    StartPrint(PrintStream out) {
        this.out = out;
    }

    void print(Stack stack, URI address, Endpoints stores, Path mails, Settings settings) {
        out.println("From the template:");
        stack.functions().forEach(this::print);
        stack.queues().forEach(queue -> out.println("  queue " + queue.name()));
        stack.tables().forEach(table -> out.println("  table " + table.name()));
        out.println("Known and without effect here: " + String.join(", ", stack.withoutEffect()) + ".");
        out.println("The queues answer as SQS at " + stores.queues() + ", the tables as DynamoDB at " + stores.tables()
                + ", in the region " + Stack.REGION + ".");
        out.println("Mails are not sent but kept as files in " + mails + "; GET /v1/mails lists them.");
        out.println();
        print(settings.access(), address);
        out.println("The API is at " + address + (settings.demo() ? ", with a book site of its own. Try:" : ". Try:"));
        print(address.toString(), settings.access() == Access.OPEN ? "" : " -H \"Authorization: Bearer $TOKEN\"");
        out.println();
        out.println("offstage-local is ready on " + address);
        out.flush();
    }

    private void print(Access access, URI address) {
        switch (access) {
            case OPEN ->
                out.println(
                        "Whoever is on this machine may call the API; --access token asks for tokens as a deployed one"
                                + " does.");
            case TOKEN -> {
                out.println("Callers of the API need a token. Make one in the shell that calls:");
                out.println("  TOKEN=$(" + ThisCommand.TEXT + " tokens create --role operator --name me --endpoint "
                        + address + ")");
            }
        }
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
            case Timer timer ->
                "schedule " + timer.expression()
                        + (timer.scheduler() ? " in " + timer.zone().getId() : "");
        };
    }

    private void print(String address, String credential) {
        String books = "https://www.goodreads.com/book/show/";
        String asked = "'" + address + "/getBookInfo?url=" + books + "910001'";
        out.println("  curl -i" + credential + " " + address
                + "/parseGoodreadsLinks -H 'Content-Type: application/json' -d '[\"" + books
                + "910001-northanger-abbey\",\"" + books + "900001.The_Time_Machine\",\"" + books + "910002\"]'");
        out.println("  curl" + credential + " " + asked);
        out.println("  curl" + credential + " \"" + address + "/v1/tasks/$(curl -s" + credential + " " + asked
                + " | sed 's/.*\"taskId\":\"\\([^\"]*\\)\".*/\\1/')\"");
    }
}
