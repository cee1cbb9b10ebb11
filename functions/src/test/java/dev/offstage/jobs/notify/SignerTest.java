package dev.offstage.jobs.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SignerTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.999Z");

    /** Of OpenSSL: {@code printf '%s' "1795262400.$BODY" | openssl dgst -sha256 -hmac correct-horse-battery}. */
    @Test
    void signsAsOpenSslDoes() {
        String body = "{\"id\":\"n-1\",\"event\":\"health-failing\",\"subject\":\"Grüße\",\"text\":\"a\\nb\","
                + "\"at\":\"2026-11-21T12:00:00.000Z\"}";

        assertThat(new Signer("correct-horse-battery").sign(NOON, body))
                .isEqualTo("t=1795262400,v1=76d2738b7253c6755891e9518e69847f1b10e64a1d6e220b577482ddd5cc2775");
    }

    @Test
    void anotherMomentBodyOrSecretIsAnotherSignature() {
        String signature = new Signer("a").sign(NOON, "{}");

        assertThat(new Signer("a").sign(NOON.plusSeconds(1), "{}")).isNotEqualTo(signature);
        assertThat(new Signer("a").sign(NOON, "{} ")).isNotEqualTo(signature);
        assertThat(new Signer("b").sign(NOON, "{}")).isNotEqualTo(signature);
    }
}
