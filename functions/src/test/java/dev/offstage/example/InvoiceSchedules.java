package dev.offstage.example;

import dev.offstage.example.SendInvoice.Invoice;
import dev.offstage.schedule.Overlap;
import dev.offstage.scheduler.TaskSchedule;
import java.time.Duration;

/** The schedule that the README shows. */
final class InvoiceSchedules {
    static final TaskSchedule<Invoice> RENT = TaskSchedule.named(
                    "monthly-rent", SendInvoice.TYPE, new Invoice(4711, "ada@example.org"))
            .cron("0 9 1 * *")
            .inZone("Europe/Berlin")
            .onOverlap(Overlap.QUEUE_ONE)
            .mustSucceedWithin(Duration.ofHours(2));

    private InvoiceSchedules() {}
}
