package dev.offstage.worker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    @Test
    void anotherKindOfEventIsRefusedInWords() {
        assertThatThrownBy(() -> Deliveries.messages(new SQSEvent()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("This is no SQS event: it has no Records.");
    }
}
