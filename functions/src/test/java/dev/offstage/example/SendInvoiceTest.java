package dev.offstage.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offstage.engine.Accepted;
import dev.offstage.engine.Enqueuer;
import dev.offstage.engine.Submitted;
import dev.offstage.engine.TestClock;
import dev.offstage.example.SendInvoice.Invoice;
import dev.offstage.task.Outcome;
import dev.offstage.task.TaskId;
import dev.offstage.task.TaskRecord;
import dev.offstage.task.TaskState;
import dev.offstage.testkit.TestEngine;
import dev.offstage.testkit.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SendInvoiceTest {
    private final TestClock clock = new TestClock("2026-03-01T12:00:00Z");

    @Test
    void aPrinterWithoutPaperIsARetry() throws Exception {
        var trial = Trial.of(SendInvoice.TYPE, new SendInvoice((number, to) -> Printer.Answer.OUT_OF_PAPER));

        Outcome outcome = trial.run(new Invoice(4711, "ada@example.org"));

        assertThat(outcome).isEqualTo(Outcome.retry("no-paper", "The printer is out of paper."));
    }

    @Test
    void anInvoiceNeedsANumberAndAnAddress() {
        var trial = Trial.of(SendInvoice.TYPE, new SendInvoice((number, to) -> Printer.Answer.PRINTED));

        assertThat(trial.refusals("{\"number\": 0, \"copies\": 2}"))
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactly("/number out-of-range", "/to required", "/copies unknown-field");
    }

    @Test
    void theReadmeShowsWhatIsAnswered() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        var trial = Trial.of(SendInvoice.TYPE, new SendInvoice((number, to) -> Printer.Answer.PRINTED));

        assertThat(trial.refusals("{\"number\": 0, \"copies\": 2}"))
                .hasSize(3)
                .allSatisfy(error -> assertThat(readme)
                        .contains("\"pointer\": \"/args" + error.pointer() + "\", \"code\": \"" + error.code()
                                + "\", \"message\": \"" + error.message() + "\"}"));
    }

    @Test
    void whoeverHasAnEnqueuerEnqueues() {
        TestEngine engine = new TestEngine(
                clock, SendInvoice.TYPE.runBy(() -> new SendInvoice((number, to) -> Printer.Answer.PRINTED)));
        Enqueuer enqueuer = engine.enqueuer();

        Submitted first = enqueuer.submit(SendInvoice.TYPE, new Invoice(4711, "ada@example.org"));

        Submitted second = enqueuer.submit(SendInvoice.TYPE, new Invoice(4711, "bob@example.org"));
        engine.runAll();
        assertThat(second).isEqualTo(new Accepted(((Accepted) first).task(), true));
        assertThat(engine.tasks()).extracting(TaskRecord::state).containsExactly(TaskState.SUCCEEDED);
        assertThat(engine.enqueued(SendInvoice.TYPE)).containsExactly(new Invoice(4711, "ada@example.org"));
    }

    @Test
    void aClosedPrinterIsAskedAgainTwelveHoursLater() {
        Printer closedAtNoon = (number, to) ->
                clock.instant().toString().contains("T12:") ? Printer.Answer.CLOSED_TODAY : Printer.Answer.PRINTED;
        TestEngine engine = new TestEngine(clock, SendInvoice.TYPE.runBy(() -> new SendInvoice(closedAtNoon)));
        TaskId id = engine.enqueue(SendInvoice.TYPE, new Invoice(4711, "ada@example.org"));

        engine.advance(Duration.ofHours(3));
        assertThat(engine.state(id)).isEqualTo(TaskState.SCHEDULED);

        engine.advance(Duration.ofHours(10));
        assertThat(engine.result(id)).isEqualTo("\"printed\"");
        assertThat(engine.starts(id))
                .extracting(Object::toString)
                .isEqualTo(List.of("2026-03-01T12:00:00Z", "2026-03-02T00:00:00Z"));
        assertThat(engine.task(id).attempt()).isEqualTo(1);
    }
}
