package dev.offstage.maintenance;

/**
 * What a walk through a part of the store found. In a dry run it is what would have been deleted.
 *
 * @param expired items whose end of life passed more than a day ago and that were there still, deleted
 * @param marked texts and log pages without a task, found for the first time and marked
 * @param orphans texts and log pages whose task is gone, which were marked before and are deleted
 * @param payloads large texts in the bucket whose task is gone, deleted
 * @param firings lines of the ledger of firings that are too old, deleted
 */
public record Cleaned(long expired, long marked, long orphans, long payloads, long firings) {
    public static final Cleaned NOTHING = new Cleaned(0, 0, 0, 0, 0);

    public Cleaned plus(Cleaned more) {
        return new Cleaned(
                expired + more.expired,
                marked + more.marked,
                orphans + more.orphans,
                payloads + more.payloads,
                firings + more.firings);
    }

    /** All that was changed. */
    public long writes() {
        return expired + marked + orphans + payloads + firings;
    }
}
