package dev.offstage.report;

/** The fake keeps the same contract as the real store. */
final class InMemoryReportsTest implements ReportsContract {
    @Override
    public Reports newReports() {
        return new InMemoryReports();
    }
}
