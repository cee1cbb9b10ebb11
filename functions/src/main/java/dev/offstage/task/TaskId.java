package dev.offstage.task;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * A task's name for ever: a UUID of version 7 (RFC 9562 §5.7), which carries the millisecond of its making. The id alone
 * therefore says in which hour and shard the record lies.
 */
public record TaskId(UUID uuid) implements Comparable<TaskId> {
    /** Records of one hour are spread over this many partitions. */
    public static final int SHARDS = 16;

    private static final Pattern TEXT =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH").withZone(ZoneOffset.UTC);

    /** A new id of this moment. */
    public static TaskId next(Instant now, RandomGenerator random) {
        return of(now, random.nextLong(), random.nextLong());
    }

    /** The id that {@code name} has beside {@code base}: always the same, of the same millisecond. */
    public static TaskId derived(TaskId base, String name) {
        ByteBuffer hash = ByteBuffer.wrap(Sha256.of(base + "#" + name));
        return of(base.createdAt(), hash.getLong(), hash.getLong());
    }

    /** The id of the {@code index}th task, from 0 on, that this one's handler enqueues. */
    public TaskId child(int index) {
        return derived(this, "child#" + index);
    }

    /** The smallest id of millisecond {@code at}, for ranges. */
    public static TaskId firstAt(Instant at) {
        return of(at, 0, 0);
    }

    private static TaskId of(Instant at, long high, long low) {
        long milliseconds = at.toEpochMilli() & 0xFFFF_FFFF_FFFFL;
        long most = (milliseconds << 16) | 0x7000 | (high & 0x0FFF);
        long least = 0x8000_0000_0000_0000L | (low & 0x3FFF_FFFF_FFFF_FFFFL);
        return new TaskId(new UUID(most, least));
    }

    /** The id that {@code text} writes; empty when it is none of ours. */
    public static Optional<TaskId> parse(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(new TaskId(UUID.fromString(text))) : Optional.empty();
    }

    /** The moment of its making, in milliseconds; of a derived id that of its base. */
    public Instant createdAt() {
        return Instant.ofEpochMilli(uuid.getMostSignificantBits() >>> 16);
    }

    public int shard() {
        return (int) (uuid.getLeastSignificantBits() & (SHARDS - 1));
    }

    /** The partition that holds the record: {@code <UTC hour>#<shard>}. */
    public String partition() {
        return partition(createdAt(), shard());
    }

    /** The partition of the ids that were made in the hour of {@code at} and fall into {@code shard}. */
    public static String partition(Instant at, int shard) {
        return HOUR.format(at) + "#" + Integer.toHexString(shard);
    }

    @Override
    public int compareTo(TaskId other) {
        // As the texts compare, without making them.
        int most = Long.compareUnsigned(uuid.getMostSignificantBits(), other.uuid.getMostSignificantBits());
        return most != 0
                ? most
                : Long.compareUnsigned(uuid.getLeastSignificantBits(), other.uuid.getLeastSignificantBits());
    }

    @Override
    public String toString() {
        return uuid.toString();
    }
}
