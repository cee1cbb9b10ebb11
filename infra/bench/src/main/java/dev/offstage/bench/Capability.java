package dev.offstage.bench;

/**
 * What a task costs that asks for something.
 *
 * @param share without the sweep's part, which is the same for every task
 */
record Capability(String name, Share share) {}
