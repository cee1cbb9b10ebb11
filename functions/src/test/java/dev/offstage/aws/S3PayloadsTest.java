package dev.offstage.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over the client that functions have. */
final class S3PayloadsTest implements PayloadsContract {
    private final LocalS3 s3 = new LocalS3();

    @AfterEach
    void stop() {
        s3.close();
    }

    @Override
    public Payloads newPayloads() {
        Map<String, String> variables = new HashMap<>();
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_ACCESS_KEY_ID", "local");
        variables.put("AWS_SECRET_ACCESS_KEY", "local");
        variables.put("AWS_ENDPOINT_URL_S3", s3.endpoint().toString());
        return new S3Payloads(new Clients(new Environment(variables)).s3(), "payloads");
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, offstage-keep=15-days",
        "P15D, offstage-keep=15-days",
        "P15DT1S, offstage-keep=400-days",
        "P401D, ''",
        ", ''"
    })
    void theTagSaysWhichRuleOfTheBucketMayDelete(@Nullable String keep, String tag) {
        newPayloads().put(KEY, "text", keep == null ? null : Duration.parse(keep));

        assertThat(s3.tags).containsExactly(Map.entry("/payloads/" + KEY, tag));
        assertThat(s3.objects.get("/payloads/" + KEY)).asString().isEqualTo("text");
    }
}
