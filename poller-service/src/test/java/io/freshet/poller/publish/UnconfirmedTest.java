package io.freshet.poller.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Return;
import io.vertx.core.Promise;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the broker says of one message or several decides about exactly these. */
class UnconfirmedTest {

    private final Unconfirmed unconfirmed = new Unconfirmed();
    private final Promise<Void> first = Promise.promise();
    private final Promise<Void> second = Promise.promise();
    private final Promise<Void> third = Promise.promise();

    @BeforeEach
    void publishThree() {
        unconfirmed.add(1, first);
        unconfirmed.add(2, second);
        unconfirmed.add(3, third);
    }

    @Test
    void confirmsOneMessage() {
        unconfirmed.confirmed(2, false);

        assertThat(second.future().succeeded()).isTrue();
        assertThat(first.future().isComplete()).isFalse();
        assertThat(third.future().isComplete()).isFalse();
    }

    @Test
    void confirmsAllMessagesUpToOne() {
        unconfirmed.confirmed(2, true);

        assertThat(first.future().succeeded()).isTrue();
        assertThat(second.future().succeeded()).isTrue();
        assertThat(third.future().isComplete()).isFalse();
    }

    @Test
    void failsAMessageThatIsRefused() {
        unconfirmed.refused(1, false);

        assertThat(first.future().cause()).hasMessage("the broker refused it");
        assertThat(second.future().isComplete()).isFalse();
    }

    @Test
    void failsAllMessagesUpToOneThatAreRefused() {
        unconfirmed.refused(3, true);

        assertThat(first.future().failed()).isTrue();
        assertThat(second.future().failed()).isTrue();
        assertThat(third.future().failed()).isTrue();
    }

    @Test
    void failsAMessageThatNoQueueTakesAlthoughItIsConfirmedAfterwards() {
        unconfirmed.returned(returned(2));
        unconfirmed.confirmed(2, false);

        assertThat(second.future().cause())
                .hasMessage("no queue takes it: exchange shop.changes has no binding for 3");
        assertThat(first.future().isComplete()).isFalse();
        assertThat(third.future().isComplete()).isFalse();
    }

    @Test
    void passesOverAnswersToMessagesThatItDoesNotKnow() {
        unconfirmed.confirmed(17, false);
        unconfirmed.returned(returned(18));

        assertThat(first.future().isComplete()).isFalse();
        assertThat(third.future().isComplete()).isFalse();
    }

    @Test
    void failsWhatWaitsWhenTheConnectionIsLost() {
        unconfirmed.confirmed(1, false);

        unconfirmed.lost("the cable was cut");

        assertThat(first.future().succeeded()).isTrue();
        assertThat(second.future().cause()).hasMessage("the cable was cut");
        assertThat(third.future().cause()).hasMessage("the cable was cut");
    }

    @Test
    void failsWhatIsPublishedAfterTheConnectionWasLostAtOnce() {
        Promise<Void> late = Promise.promise();
        unconfirmed.lost("the cable was cut");

        unconfirmed.add(4, late);

        assertThat(late.future().cause()).hasMessage("the cable was cut");
    }

    private static Return returned(long number) {
        AMQP.BasicProperties properties =
                new AMQP.BasicProperties.Builder().messageId(Long.toString(number)).build();
        return new Return(312, "NO_ROUTE", "shop.changes", "3", properties, new byte[0]);
    }
}
