package dev.offstage.schedule;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes expressions that can be read, by chance. */
record RandomExpressions(Random random) {

    /** Five fields. */
    String next() {
        return numbers(0, 59, 0.3) + " " + numbers(0, 23, 0.4) + " " + monthDays() + " " + numbers(1, 12, 0.8) + " "
                + weekDays();
    }

    /** Six fields, with times near those at which clocks are changed. */
    String nextWithSeconds() {
        return numbers(0, 59, 0.2) + " " + numbers(0, 59, 0.2) + " "
                + numbers(0, 4, 0.2).replace("*/", "0-4/") + " * * *";
    }

    private String numbers(int first, int last, double any) {
        return random.nextDouble() < any
                ? "*"
                : Stream.generate(() -> item(first, last))
                        .limit(random.nextDouble() < 0.7 ? 1 : 1 + random.nextInt(4))
                        .collect(Collectors.joining(","));
    }

    private String item(int first, int last) {
        int one = random.nextInt(first, last + 1);
        int other = random.nextInt(first, last + 1);
        int step = random.nextInt(1, last - first + 2);
        return switch (random.nextInt(7)) {
            case 0, 1, 2 -> "" + one;
            case 3 -> one + "-" + other;
            case 4 -> one + "-" + other + "/" + step;
            case 5 -> one + "/" + step;
            default -> "*/" + step;
        };
    }

    private String monthDays() {
        String special = List.of("L", "LW", "L-" + random.nextInt(31), (1 + random.nextInt(31)) + "W")
                .get(random.nextInt(4));
        return random.nextDouble() < 0.2 ? special : numbers(1, 31, 0.5);
    }

    private String weekDays() {
        int day = random.nextInt(8);
        String special = random.nextBoolean() ? day + "L" : day + "#" + (1 + random.nextInt(5));
        return random.nextDouble() < 0.2 ? special : numbers(0, 6, 0.6);
    }
}
