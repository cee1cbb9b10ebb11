package dev.offstage.example;

import dev.offstage.args.Range;
import dev.offstage.args.Text;
import dev.offstage.engine.TaskContext;
import dev.offstage.engine.TaskHandler;
import dev.offstage.engine.TaskType;
import dev.offstage.task.Backoff;
import dev.offstage.task.Outcome;
import dev.offstage.task.QueueName;
import java.time.Duration;

final class SendInvoice implements TaskHandler<SendInvoice.Invoice> {
    record Invoice(
            @Range(min = 1) long number, @Text(max = 320) String to) {}

    static final TaskType<Invoice> TYPE = TaskType.named("send-invoice", Invoice.class)
            .onQueue(QueueName.HIGH)
            .retryingFor(Duration.ofHours(6))
            .waiting(Backoff.Preset.SIDEKIQ)
            .within(Duration.ofSeconds(20))
            .uniqueBy("number")
            .keepingResults(Duration.ofDays(7));

    private final Printer printer;

    SendInvoice(Printer printer) {
        this.printer = printer;
    }

    @Override
    public Outcome run(Invoice invoice, TaskContext context) throws Exception {
        return switch (printer.print(invoice.number(), invoice.to())) {
            case PRINTED -> Outcome.done("\"printed\"");
            case OUT_OF_PAPER -> Outcome.retry("no-paper", "The printer is out of paper.");
            case CLOSED_TODAY -> Outcome.snooze(Duration.ofHours(12), null);
            case NO_SUCH_INVOICE -> Outcome.fail("no-invoice", "There is no invoice " + invoice.number() + ".");
        };
    }
}
