package dev.offstage.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.schedule.Occurrence;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class InvoiceSchedulesTest {
    @Test
    void theRentIsDueAtNineByTheClocksOfBerlin() {
        assertThat(InvoiceSchedules.RENT
                        .spec()
                        .calendar()
                        .after(Instant.parse("2026-02-15T00:00:00Z"))
                        .limit(2)
                        .map(Occurrence::local))
                .extracting(Object::toString)
                .containsExactly("2026-03-01T09:00+01:00", "2026-04-01T09:00+02:00");
    }

    @Test
    void itMakesTheTaskOfAnInvoice() {
        assertThat(InvoiceSchedules.RENT.spec().type()).isEqualTo(SendInvoice.TYPE.name());
        assertThat(InvoiceSchedules.RENT.spec().args()).isEqualTo("{\"number\":4711,\"to\":\"ada@example.org\"}");
    }
}
