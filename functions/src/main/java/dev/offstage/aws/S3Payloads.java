package dev.offstage.aws;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Payloads as objects of a bucket. S3 deletes by the object's age and tag alone, so an object whose task has ended is tagged with
 * how long to keep it, roughly: one or two rules of the bucket do the rest.
 */
final class S3Payloads implements Payloads {
    /** The tag's name; a rule of the bucket looks for it. */
    static final String TAG = "offstage-keep";

    /** An answer of Lambda has at most 6 MB, in which each quotation mark takes two bytes: a result and its arguments are to fit. */
    private static final int LONGEST = 2 << 20;

    private static final Duration USUAL = Duration.ofDays(15);
    private static final Duration LONG = Duration.ofDays(400);

    private final S3Client s3;
    private final String bucket;

    S3Payloads(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public void put(String key, String text, @Nullable Duration keep) {
        PutObjectRequest.Builder put =
                PutObjectRequest.builder().bucket(bucket).key(key).contentType("application/json");
        String tag = tag(keep);
        if (tag != null) {
            put.tagging(TAG + "=" + tag);
        }
        s3.putObject(put.build(), RequestBody.fromBytes(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static @Nullable String tag(@Nullable Duration keep) {
        if (keep == null || keep.compareTo(LONG) > 0) {
            return null;
        }
        return (keep.compareTo(USUAL) > 0 ? LONG : USUAL).toDays() + "-days";
    }

    @Override
    public Optional<String> get(String key) {
        try {
            return Optional.of(
                    s3.getObjectAsBytes(get -> get.bucket(bucket).key(key)).asUtf8String());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(String key) {
        s3.deleteObject(delete -> delete.bucket(bucket).key(key));
    }

    @Override
    public Listed list(@Nullable String after) {
        ListObjectsV2Response page =
                s3.listObjectsV2(list -> list.bucket(bucket).prefix(PREFIX).startAfter(after));
        List<Entry> entries = page.contents().stream()
                .map(object -> new Entry(object.key(), object.lastModified()))
                .toList();
        boolean isMore = Boolean.TRUE.equals(page.isTruncated()) && !entries.isEmpty();
        return new Listed(entries, isMore ? entries.getLast().key() : null);
    }
}
