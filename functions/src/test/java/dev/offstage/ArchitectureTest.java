package dev.offstage;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.offstage.aws.Wiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows between the packages, and the shape of the house. */
final class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.offstage");

    @Test
    void whatATaskIsImportsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("dev.offstage.task..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.offstage.task..", "java..", "org.jspecify..", "com.google.errorprone.annotations.."))
                .check(CLASSES);
    }

    @Test
    void theEngineKnowsTasksTheirArgumentsCountsAndJsonAlone() {
        classes()
                .that()
                .resideInAPackage("dev.offstage.engine..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.offstage.engine..",
                        "dev.offstage.task..",
                        "dev.offstage.count..",
                        "dev.offstage.args..",
                        "dev.offstage.json..",
                        "java..",
                        "org.jspecify..",
                        "com.google.errorprone.annotations..",
                        "com.fasterxml.jackson.."))
                .check(CLASSES);
    }

    @Test
    void whenThingsHappenKnowsTasksAlone() {
        classes()
                .that()
                .resideInAPackage("dev.offstage.schedule..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.offstage.schedule..",
                        "dev.offstage.task..",
                        "java..",
                        "org.jspecify..",
                        "com.google.errorprone.annotations.."))
                .check(CLASSES);
    }

    @Test
    void countsKnowTasksAlone() {
        classes()
                .that()
                .resideInAPackage("dev.offstage.count..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("dev.offstage.count..", "dev.offstage.task..", "java..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void reportsKnowWhatIsCountedAndJsonAlone() {
        classes()
                .that()
                .resideInAPackage("dev.offstage.report..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.offstage.report..",
                        "dev.offstage.count..",
                        "dev.offstage.engine..",
                        "dev.offstage.task..",
                        "dev.offstage.json..",
                        "java..",
                        "org.jspecify..",
                        "com.fasterxml.jackson.."))
                .check(CLASSES);
    }

    @Test
    void theReaderOfExpressionsKnowsSchedulesAndItsLibraryAlone() {
        classes()
                .that()
                .resideInAPackage("dev.offstage.cron..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "dev.offstage.cron..",
                        "dev.offstage.schedule..",
                        "com.cronutils..",
                        "java..",
                        "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void theLibraryOfExpressionsStaysInTheirReader() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.offstage.cron..")
                .should()
                .dependOnClassesThat(resideInAPackage("com.cronutils.."))
                .because("what runs a schedule loads its fields as they are stored")
                .check(CLASSES);
    }

    @Test
    void maintenanceKnowsTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("dev.offstage.maintenance..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("dev.offstage.maintenance..", "java..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void accessKnowsTheJdkAlone() {
        classes()
                .that()
                .resideInAPackage("dev.offstage.access..")
                .should()
                .onlyDependOnClassesThat(
                        resideInAnyPackage("dev.offstage.access..", "java..", "javax.crypto..", "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void nothingPointsBackAtTheHandlers() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.offstage.api..", "dev.offstage.worker..", "dev.offstage.scheduled..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("dev.offstage.api..", "dev.offstage.worker..", "dev.offstage.scheduled.."))
                .check(CLASSES);
    }

    @Test
    void onlyHandlersCallTheWiring() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.offstage.access..",
                        "dev.offstage.task..",
                        "dev.offstage.engine..",
                        "dev.offstage.count..",
                        "dev.offstage.report..",
                        "dev.offstage.maintenance..",
                        "dev.offstage.jobs..",
                        "dev.offstage.json..",
                        "dev.offstage.lambda..")
                .should()
                .dependOnClassesThat(resideInAPackage("dev.offstage.aws.."))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.offstage.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theSdkStaysInItsAdapters() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.offstage.aws..")
                .and()
                .haveSimpleNameNotStartingWith("Dynamo")
                .and()
                .haveSimpleNameNotEndingWith("Item")
                .and()
                .doNotHaveSimpleName("JobResources")
                .and()
                .haveSimpleNameNotStartingWith("Ses")
                .and()
                .doNotHaveSimpleName("Books")
                .and()
                .doNotHaveSimpleName("Mails")
                .should()
                .dependOnClassesThat(resideInAPackage("software.amazon.."))
                .because("a job's front door only hands the client on to its own stores")
                .check(CLASSES);
    }

    @Test
    void onlyTheWiringReadsClockAndEnvironment() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(Wiring.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now")
                .orShould()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .check(CLASSES);
    }

    @Test
    void noPackageIsADrawerForAnything() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                .noneMatch(name -> name.matches(".*\\.(util|utils|common|model|impl|dto|exceptions|internal)(\\..*)?"));
    }

    @Test
    void typesAreHiddenWhereTheyCanBe() {
        List<JavaClass> types = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .toList();
        long hidden = types.stream()
                .filter(type -> !type.getModifiers().contains(JavaModifier.PUBLIC))
                .count();

        assertThat(100.0 * hidden / types.size())
                .as("package-private types in %")
                .isGreaterThanOrEqualTo(40);
    }

    @Test
    void filesAreShort() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            List<Long> lines = files.filter(file -> file.toString().endsWith(".java"))
                    .map(ArchitectureTest::lines)
                    .sorted()
                    .toList();

            assertThat(lines.get(lines.size() / 2)).as("median").isLessThanOrEqualTo(80);
            assertThat(lines.get(lines.size() * 95 / 100))
                    .as("95 % of the files")
                    .isLessThanOrEqualTo(250);
            assertThat(lines.getLast()).as("the longest file").isLessThanOrEqualTo(400);
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new IllegalStateException(file + " cannot be read.", e);
        }
    }
}
