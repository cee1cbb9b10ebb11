package dev.offstage.acceptance;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Adds the end of the hosts' logs to the report of a test that failed. */
final class HostLog implements TestWatcher {
    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        System.err.println(context.getDisplayName() + " failed. " + Host.tails());
    }
}
