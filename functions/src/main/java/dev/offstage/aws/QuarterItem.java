package dev.offstage.aws;

import dev.offstage.count.QuarterCount;
import java.time.Instant;
import java.util.List;

/** The count of a quarter of an hour inside an item. */
final class QuarterItem {
    private QuarterItem() {}

    static void put(Item item, QuarterCount quarter) {
        item.put("counts", CountsText.write(quarter.ended()));
        if (!quarter.followed().isEmpty()) {
            item.put("followed", String.join(" ", quarter.followed()));
        }
    }

    static QuarterCount read(Item item, Instant begin) {
        String followed = item.text("followed", "");
        return new QuarterCount(
                begin,
                CountsText.read(item.text("counts", "")),
                followed.isEmpty() ? List.of() : List.of(followed.split(" ")));
    }
}
