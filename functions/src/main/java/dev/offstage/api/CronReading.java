package dev.offstage.api;
import dev.offstage.schedule.When;
sealed interface CronReading {
    record Fits(When when) implements CronReading {}
    record Refused(String reason) implements CronReading {}
}
