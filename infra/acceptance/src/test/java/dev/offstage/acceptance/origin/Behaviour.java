package dev.offstage.acceptance.origin;

import java.io.IOException;

/** How a page is answered. The connection ends when this returns. */
@FunctionalInterface
public interface Behaviour {
    void answer(Call call) throws IOException;

    /** This behaviour for the first {@code times} requests, {@code later} from then on. */
    default Behaviour times(int times, Behaviour later) {
        return call -> (call.number() <= times ? this : later).answer(call);
    }

    /** This behaviour once, {@code later} from then on. */
    default Behaviour once(Behaviour later) {
        return times(1, later);
    }
}
