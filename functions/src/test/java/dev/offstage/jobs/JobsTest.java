package dev.offstage.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.offstage.args.Reading;
import dev.offstage.aws.LocalDynamo;
import dev.offstage.engine.TaskType;
import dev.offstage.json.Json;
import dev.offstage.schedule.ScheduleSpec;
import dev.offstage.scheduler.TaskSchedule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The types of this deployment. */
final class JobsTest {
    @Test
    void demoTypesAreThereWhereTheSettingSaysSo() {
        assertThat(names(Map.of())).contains("parse-book").noneMatch(name -> name.startsWith("demo-"));
        assertThat(names(Map.of("DEMO_TASKS", "false"))).isEqualTo(names(Map.of()));
        assertThat(names(Map.of("DEMO_TASKS", "true")))
                .contains(
                        "parse-book",
                        "demo-echo",
                        "demo-sleep",
                        "demo-flaky",
                        "demo-snooze",
                        "demo-hang",
                        "demo-log",
                        "demo-big");
        assertThatThrownBy(() -> names(Map.of("DEMO_TASKS", "yes")))
                .hasMessage("DEMO_TASKS is 'yes'; it must be true or false.");
    }

    /** Arguments are looked at when they are first used; a record that they cannot be shows here, not in production. */
    @Test
    void theArgumentsOfEveryTypeCanBeDescribed() {
        for (TaskType<?> type : types(Map.of("DEMO_TASKS", "true"))) {
            assertThat(type.args().schema().get("properties")).as(type.name()).isNotNull();
        }
    }

    /** Clients read the patterns as ECMA 262 has them. */
    @Test
    void patternsThatAreShownHaveNothingThatJavaAloneKnows() {
        for (TaskType<?> type : types(Map.of("DEMO_TASKS", "true"))) {
            String schema = Json.write(type.args().schema());
            assertThat(schema).as(type.name()).doesNotContain("&&", "\\\\p{", "\\\\P{", "\\\\s", "\\\\h", "(?>", "(?i");
        }
    }

    @Test
    void aTypeIsOnePackageAndOneLine() {
        ArchRuleDefinition.noClasses()
                .that()
                .resideOutsideOfPackage("dev.offstage.jobs.demo")
                .and()
                .doNotBelongToAnyOf(Jobs.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.offstage.jobs.demo")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.offstage"));
    }

    @Test
    void offstageKeepsItsOwnSchedules() {
        assertThat(Jobs.schedules())
                .extracting(spec -> spec.name() + " " + spec.type() + " " + spec.when())
                .containsExactly(
                        "heartbeat heartbeat Every[interval=PT10S]",
                        "queue-sample queue-sample Every[interval=PT15M]",
                        "health-check health-check Every[interval=PT1H]");
    }

    /** What is wrong with a schedule of the code shows here, not in production. */
    @Test
    void everyScheduleMakesTasksOfATypeThatIsThere() {
        List<TaskType<?>> types = types(Map.of());
        for (ScheduleSpec spec : Jobs.schedules()) {
            assertThat(types)
                    .as(spec.name())
                    .filteredOn(type -> type.name().equals(spec.type()))
                    .singleElement()
                    .satisfies(type -> assertThat(type.args().read(spec.args())).isInstanceOf(Reading.Fits.class));
            assertThat(spec.calendar().next(Instant.EPOCH)).as(spec.name()).isPresent();
        }
        assertThat(Jobs.schedules()).extracting(ScheduleSpec::name).doesNotHaveDuplicates();
    }

    /** The tick reads them at its start, and the reader of expressions has a library of its own. */
    @Test
    void schedulesWithoutExpressionsLoadNoReaderOfThem() throws Exception {
        FreshClasses classes = new FreshClasses();
        Object schedules =
                classes.loadClass(Jobs.class.getName()).getMethod("schedules").invoke(null);

        assertThat((List<?>) schedules).isNotEmpty();
        assertThat(classes.loaded())
                .contains(TaskSchedule.class.getName())
                .noneMatch(name -> name.startsWith("dev.offstage.cron.") || name.startsWith("com.cronutils."));
    }

    private static List<String> names(Map<String, String> settings) {
        return types(settings).stream().map(TaskType::name).toList();
    }

    private static List<TaskType<?>> types(Map<String, String> settings) {
        return Jobs.types(new JobResources(
                        settings, LocalDynamo.client(), "tasks", null, Clock.systemUTC(), new Random(1), "1"))
                .all();
    }
}
