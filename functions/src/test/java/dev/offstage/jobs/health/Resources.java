package dev.offstage.jobs.health;

import dev.offstage.aws.LocalDynamo;
import dev.offstage.jobs.JobResources;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;

/** What jobs get, over a table of their own. */
final class Resources {
    private Resources() {}

    static JobResources on(InstantSource clock) {
        return new JobResources(
                Map.of(), LocalDynamo.client(), LocalDynamo.newTable(), null, clock, new Random(1), "1");
    }
}
