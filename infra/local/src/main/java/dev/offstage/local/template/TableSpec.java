package dev.offstage.local.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table of the template.
 *
 * @param attributes key attributes and their types ({@code S}, {@code N}, {@code B})
 * @param timeToLive the attribute that says when an item ends; empty when items stay
 */
public record TableSpec(
        String id,
        String name,
        Map<String, String> attributes,
        List<Key> keys,
        List<Index> globalIndexes,
        List<Index> localIndexes,
        Optional<String> timeToLive) {

    /** An attribute of a key; {@code kind} is {@code HASH} or {@code RANGE}. */
    public record Key(String attribute, String kind) {}

    /**
     * An index.
     *
     * @param projection {@code ALL}, {@code KEYS_ONLY} or {@code INCLUDE}
     * @param included what an {@code INCLUDE} projection holds besides the keys
     */
    public record Index(String name, List<Key> keys, String projection, List<String> included) {}
}
