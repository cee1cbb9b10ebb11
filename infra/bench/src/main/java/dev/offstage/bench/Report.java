package dev.offstage.bench;

import dev.offstage.bench.Figures.Target;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** The figures as a table to read. */
final class Report {
    private final Figures figures;
    private final StringBuilder text = new StringBuilder();

    private Report(Figures figures) {
        this.figures = figures;
    }

    static String of(Figures figures) {
        Report report = new Report(figures);
        report.plainTasks();
        report.bill();
        report.capabilities();
        report.tick();
        report.month("singly", figures.singly());
        report.month("in 100s", figures.inHundreds());
        report.books();
        return report.text.toString();
    }

    private void plainTasks() {
        line("");
        line(String.format(
                Locale.ROOT,
                "What a plain task costs: %,d tasks of a type that does nothing, each way, all counted",
                Bench.TASKS));
        line("");
        line(String.format(Locale.ROOT, "%-34s %8s %8s   %8s %8s", "a task", "singly", "target", "in 100s", "target"));
        targets("SDK calls", "SDK calls", Share::calls);
        TreeSet<String> operations = new TreeSet<>(figures.singly().operations());
        operations.addAll(figures.inHundreds().operations());
        operations.forEach(operation -> both("  " + operation, share -> share.calls(operation)));
        targets("DynamoDB write units", "write units", Share::writeUnits);
        both("  of them in the index", Share::indexWriteUnits);
        targets("DynamoDB read units", "read units", Share::readUnits);
        both("  of the pauses, on the way", Share::ownReadUnits);
        both("  by the tick, five minutes later", Share::sweepReadUnits);
    }

    private void bill() {
        line("");
        line(String.format(
                Locale.ROOT,
                "%-34s %8s %8s   %8s %8s",
                "$ a million tasks (us-east-1)",
                "singly",
                "target",
                "in 100s",
                "target"));
        List<Price> singly = Price.of(figures.singly(), figures.memory());
        List<Price> inHundreds = Price.of(figures.inHundreds(), figures.memory());
        for (int i = 0; i < singly.size(); i++) {
            Price price = singly.get(i);
            String name = "  %-23s %s".formatted(price.name(), price.counted() ? "counted" : "assumed");
            row(name, price.perMillion(), inHundreds.get(i).perMillion());
        }
        targets("sum", "dollars", share -> Price.total(Price.of(share, figures.memory())));
        line("");
        line(String.format(
                Locale.ROOT,
                "Assumed: 15 ms an HTTP request, 20 ms a task in the worker, at %d MB on arm64.",
                figures.memory()));
        line("Not in the sum: logs, data transfer, storage, and what follows.");
    }

    private void capabilities() {
        line("");
        line(String.format(
                Locale.ROOT,
                "%-29s %-13s %-13s %-13s %-13s",
                "a task, submitted singly",
                " SDK calls",
                " write units",
                " read units",
                " $ a million"));
        Share plain = figures.capabilities().getFirst().share();
        figures.capabilities().forEach(each -> capability(each.name(), each.share(), plain));
        line(String.format(
                Locale.ROOT,
                "Counted over %d tasks each; after a figure its difference to plain. The sweep's reads, the same for all, are left out.",
                CapabilityBench.TASKS));
    }

    private void capability(String name, Share share, Share plain) {
        line(String.format(
                Locale.ROOT,
                "%-29s %s %s %s %s",
                name,
                compared(Share::calls, share, plain),
                compared(Share::writeUnits, share, plain),
                compared(Share::readUnits, share, plain),
                compared(figures::dollars, share, plain)));
    }

    private static String compared(ToDoubleFunction<Share> figure, Share share, Share plain) {
        double value = figure.applyAsDouble(share);
        double more = value - figure.applyAsDouble(plain);
        return String.format(Locale.ROOT, "%6.2f %6s", value, more < 0.005 ? "" : "+" + number(more));
    }

    private void tick() {
        Tally tick = figures.idleTick();
        double dollars = (tick.readUnits() * 0.125 + tick.writeUnits() * 0.625) * Month.TICKS / 1e6;
        line("");
        line(String.format(
                Locale.ROOT,
                "A tick that finds nothing: %d calls, %.1f read units, %.1f write units; a month of them is $%.2f.",
                tick.allCalls(),
                tick.readUnits(),
                tick.writeUnits(),
                dollars));
    }

    private void month(String how, Share share) {
        line("");
        line(String.format(
                Locale.ROOT, "%-36s %10s %10s %12s", "$ a month, tasks submitted " + how, "1 k", "1 M", "100 M"));
        List<Month> bill = Month.of(share, figures);
        bill.forEach(line -> month("  " + line.name(), line::of));
        month("sum", tasks -> bill.stream().mapToDouble(line -> line.of(tasks)).sum());
    }

    private void month(String name, DoubleUnaryOperator dollars) {
        line(String.format(
                Locale.ROOT,
                "%-36s %,10.2f %,10.2f %,12.2f",
                name,
                dollars.applyAsDouble(1e3),
                dollars.applyAsDouble(1e6),
                dollars.applyAsDouble(1e8)));
    }

    private void books() {
        line("");
        line(String.format(
                Locale.ROOT, "%-34s %8s %8s %8s", "a book link, alone in its batch", "calls", "writes", "reads"));
        book("accepted, fetched, parsed, stored", figures.books().parsed());
        book("the same with robots.txt", figures.books().withRobots());
        book("a repeat while it is fresh", figures.books().fresh());
        book("GET /getBookInfo", figures.books().read());
        line("A conditional write that is refused counts as one unit: DynamoDB does not say.");
    }

    private void book(String name, Tally tally) {
        line(String.format(
                Locale.ROOT, "%-34s %8d %8.1f %8.1f", name, tally.allCalls(), tally.writeUnits(), tally.readUnits()));
    }

    private void targets(String name, String target, ToDoubleFunction<Share> figure) {
        line(String.format(
                Locale.ROOT,
                "%-34s %8s %8s   %8s %8s",
                name,
                number(figure.applyAsDouble(figures.singly())),
                most(target, "singly"),
                number(figure.applyAsDouble(figures.inHundreds())),
                most(target, "100")));
    }

    private String most(String target, String way) {
        Target found = figures.targets().stream()
                .filter(each -> each.name().startsWith(target) && each.name().endsWith(way))
                .findFirst()
                .orElseThrow();
        return (found.isMet() ? "<= " : "MISSED ") + number(found.most());
    }

    private void both(String name, ToDoubleFunction<Share> figure) {
        row(name, figure.applyAsDouble(figures.singly()), figure.applyAsDouble(figures.inHundreds()));
    }

    private void row(String name, double singly, double inHundreds) {
        line(String.format(Locale.ROOT, "%-34s %8s %8s   %8s", name, number(singly), "", number(inHundreds)));
    }

    private static String number(double value) {
        return value == 0 ? "-" : String.format(Locale.ROOT, "%.2f", value);
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
