package dev.offstage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tasks of one key are one task, in each of the three modes. */
@Order(7)
@ExtendWith({HostLog.class, SharedStage.class})
class UniqueTest {
    private final Jobs jobs;

    UniqueTest(Jobs jobs) {
        this.jobs = jobs;
    }

    private static Map<String, Object> unique(String mode, Map<String, ?> more) {
        Map<String, Object> unique = new HashMap<>(more);
        unique.put("mode", mode);
        return unique;
    }

    private void isDuplicate(Job job, String id) {
        Node answer = jobs.accepted(job);
        assertThat(answer.at("id").text()).isEqualTo(id);
        assertThat(answer.at("deduplicated").isTrue()).isTrue();
    }

    @Test
    void simpleHoldsUntilTheFirstIsFinal() {
        String message = Jobs.word();
        Job job = Job.echo(message).with("delay", 10).with("unique", unique("simple", Map.of()));
        Node first = jobs.accepted(job);
        assertThat(first.at("deduplicated").value()).isEqualTo(false);
        String id = first.at("id").text();

        isDuplicate(job, id);
        assertThat(jobs.accepted(Job.echo(Jobs.word()).with("unique", unique("simple", Map.of())))
                        .at("deduplicated")
                        .value())
                .isEqualTo(false);
        jobs.endedAs("succeeded", id);

        Node next = jobs.accepted(job);
        assertThat(next.at("deduplicated").value()).isEqualTo(false);
        assertThat(next.at("id").text()).isNotEqualTo(id);
    }

    @Test
    void simpleIsFreeAgainAfterACancel() {
        Job job = Job.echo(Jobs.word()).with("delay", 3600).with("unique", unique("simple", Map.of()));
        String id = jobs.submit(job);
        assertThat(jobs.cancel(id).status()).isEqualTo(200);
        String next = jobs.submit(job);
        assertThat(next).isNotEqualTo(id);
        assertThat(jobs.cancel(next).status()).isEqualTo(200);
    }

    @Test
    void theKeyIsTypePointersAndValues() {
        int seconds = 100 + Math.floorMod(Jobs.word().hashCode(), 1_600);
        Map<String, Object> bySeconds = unique("simple", Map.of("fields", List.of("/seconds")));
        Job job = Job.sleep(seconds, 1).with("delay", 3600).with("unique", bySeconds);
        String id = jobs.submit(job);

        isDuplicate(Job.sleep(seconds, 2).with("delay", 3600).with("unique", bySeconds), id);
        List<String> others = List.of(
                jobs.submit(Job.sleep(seconds + 1_700, 1).with("delay", 3600).with("unique", bySeconds)),
                jobs.submit(Job.sleep(seconds, 1).with("delay", 3600).with("unique", unique("simple", Map.of()))),
                jobs.submit(Job.hang(seconds).with("delay", 3600).with("unique", bySeconds)),
                jobs.submit(Job.sleep(seconds, 1).with("delay", 3600)));
        assertThat(others).doesNotContain(id).doesNotHaveDuplicates();
        others.forEach(jobs::cancel);
        assertThat(jobs.cancel(id).status()).isEqualTo(200);
    }

    @Test
    void aDuplicateMayBeRefused() {
        Job job = Job.echo(Jobs.word())
                .with("delay", 3600)
                .with("unique", unique("simple", Map.of("onDuplicate", "reject")));
        String id = jobs.submit(job);

        Reply refused = jobs.post(job);
        Problems.check(refused, 409);
        assertThat(refused.body()).contains(id);
        assertThat(jobs.cancel(id).status()).isEqualTo(200);
    }

    @Test
    void duplicatesInOneBatchAreOneTask() {
        Job job = Job.echo(Jobs.word()).with("delay", 3600).with("unique", unique("simple", Map.of()));
        Reply reply = jobs.batch(job, job, Job.echo("other"));
        assertThat(reply.status()).as(reply.toString()).isEqualTo(202);
        List<String> ids = Jobs.ids(reply.json().at("accepted").list());
        assertThat(ids).hasSize(3);
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
        assertThat(jobs.cancel(ids.getFirst()).status()).isEqualTo(200);
    }

    @Test
    void callersAtTheSameInstantMakeOneTask() throws Exception {
        Job job = Job.echo(Jobs.word()).with("delay", 3600).with("unique", unique("simple", Map.of()));
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Node>> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 12; i++) {
                answers.add(callers.submit(() -> {
                    start.await();
                    return jobs.accepted(job);
                }));
            }
            start.countDown();
        }
        List<Node> tasks = new ArrayList<>();
        for (Future<Node> answer : answers) {
            tasks.add(answer.get());
        }
        String id = tasks.getFirst().at("id").text();
        assertThat(tasks).extracting(task -> task.at("id").text()).containsOnly(id);
        assertThat(tasks).filteredOn(task -> !task.at("deduplicated").isTrue()).hasSizeLessThanOrEqualTo(1);
        assertThat(jobs.cancel(id).status()).isEqualTo(200);
    }

    @Test
    void throttleHoldsForItsWindowWhateverBecameOfTheFirst() {
        Job job = Job.echo(Jobs.word()).with("unique", unique("throttle", Map.of("window", 4)));
        Node first = jobs.accepted(job);
        String id = first.at("id").text();
        jobs.ended(id);
        Instant end = first.at("createdAt").time().plusSeconds(4);

        Node next = Poll.until(
                "the window is over",
                Jobs.SOON,
                () -> jobs.accepted(job),
                task -> !task.at("id").text().equals(id));

        assertThat(next.at("deduplicated").value()).isEqualTo(false);
        assertThat(next.at("createdAt").time()).isAfterOrEqualTo(end);
    }

    @Test
    void throttleAnswersWithTheFirstTaskAsItIsNow() {
        Job job = Job.echo(Jobs.word()).with("unique", unique("throttle", Map.of("window", "PT1H")));
        String id = jobs.submit(job);
        jobs.endedAs("succeeded", id);
        isDuplicate(job, id);
        assertThat(jobs.accepted(job).at("state").text()).isEqualTo("succeeded");
    }

    @Test
    void debounceRunsOnceAfterTheLastCallWithItsArguments() {
        Map<String, Object> debounce =
                unique("debounce", Map.of("fields", List.of("/seconds"), "window", 8, "maxDelay", 60));
        int seconds = 1;
        Node first = jobs.accepted(Job.sleep(seconds, 1).with("unique", debounce));
        String id = first.at("id").text();
        assertThat(first.at("state").text()).isEqualTo("scheduled");
        Instant last = Instant.EPOCH;
        for (int steps = 2; steps <= 5; steps++) {
            last = Instant.now();
            isDuplicate(Job.sleep(seconds, steps).with("unique", debounce), id);
        }

        Node task = jobs.endedAs("succeeded", id);

        assertThat(task.at("args").at("steps").text()).isEqualTo("5");
        assertThat(task.at("attempt").text()).isEqualTo("1");
        assertThat(task.at("startedAt").time())
                .isAfterOrEqualTo(last.plusSeconds(8).minusMillis(50));
        String next = jobs.submit(Job.sleep(seconds, 9).with("unique", debounce));
        assertThat(next).isNotEqualTo(id);
        var unused = jobs.cancel(next);
    }

    @Test
    void debounceWaitsNoLongerThanItsMaximum() {
        Map<String, Object> debounce = unique("debounce", Map.of("window", 3, "maxDelay", 5));
        Job job = Job.echo(Jobs.word()).with("unique", debounce);
        String id = jobs.submit(job);
        // Someone calls all the time, and it starts all the same.
        Poll.until(
                "the task started under calls that do not end",
                Jobs.SOON,
                () -> jobs.accepted(job).at("id").text(),
                other -> !other.equals(id));

        Node task = jobs.endedAs("succeeded", id);
        assertThat(Duration.between(
                        task.at("createdAt").time(), task.at("startedAt").time()))
                .isBetween(Duration.ofMillis(2_950), Duration.ofSeconds(15));
    }
}
