package dev.offstage.local;

import dev.offstage.local.template.QueueSpec;
import dev.offstage.local.template.Stack;
import java.io.PrintStream;

/** Says which queues and tables there are, who reaches them and, last, that they are ready. */
final class StoresPrint {
    private StoresPrint() {}

    static void print(PrintStream out, Stack stack, String host, Endpoints endpoints) {
        out.println("SQS is at " + endpoints.queues() + ", DynamoDB at " + endpoints.tables() + ", in the region "
                + Stack.REGION + "; any credentials do.");
        stack.tables().forEach(table -> out.println("  table " + table.name()));
        stack.queues().forEach(queue -> out.println("  queue " + url(queue, endpoints)));
        out.println(exposure(host));
        out.println("offstage-local stores are ready: SQS " + endpoints.queues() + ", DynamoDB " + endpoints.tables());
        out.flush();
    }

    private static String url(QueueSpec queue, Endpoints endpoints) {
        return endpoints.queues() + "/" + Stack.ACCOUNT + "/" + queue.name();
    }

    private static String exposure(String host) {
        if (host.equals("localhost") || host.startsWith("127.") || host.equals("::1")) {
            return "Only this machine reaches them; for containers give --host 172.17.0.1 (Docker's bridge) or 0.0.0.0.";
        }
        return "Whoever reaches "
                + (host.equals("0.0.0.0") || host.equals("::") ? "any address of this machine" : host)
                + " can read, change and delete all that is in them: no credentials are checked.";
    }
}
