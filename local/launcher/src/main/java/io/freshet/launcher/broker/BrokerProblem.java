package io.freshet.launcher.broker;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.MalformedFrameException;
import com.rabbitmq.client.ShutdownSignalException;
import io.freshet.configuration.BrokerUrl;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** The broker cannot be used, and why, in a sentence for the person who can do something. */
public final class BrokerProblem extends Exception {

    private static final long serialVersionUID = 1L;

    // What a broker without RabbitMQ's way of refusing a login says instead.
    private static final String AUTHENTICATION = "Authentication";

    private final boolean silent;

    private BrokerProblem(boolean silent, String sentence, Throwable cause) {
        super(sentence, cause);
        this.silent = silent;
    }

    /** Whether it just does not answer, so that it may later without anything being changed. */
    public boolean isSilent() {
        return silent;
    }

    static BrokerProblem of(BrokerUrl url, Exception error) {
        Optional<String> refusal = refusal(error);
        if (error instanceof AuthenticationFailureException
                || refusal.filter(text -> text.contains(AUTHENTICATION)).isPresent()) {
            return wrong(
                    "%s: refuses user %s; check user and password in broker.url"
                            .formatted(url, url.username()),
                    error);
        }
        if (error instanceof UnknownHostException) {
            return wrong(url + ": there is no host of that name; check broker.url", error);
        }
        if (error instanceof ConnectException) {
            return silent(
                    url + ": nothing answers there; start the broker or check broker.url", error);
        }
        if (error instanceof TimeoutException || error instanceof SocketTimeoutException) {
            return silent(
                    url + ": no answer in time; it hangs, or the network is cut; check broker.url",
                    error);
        }
        if (error instanceof MalformedFrameException) {
            return wrong(url + ": what answers is no AMQP broker; check broker.url", error);
        }
        if (refusal.isPresent()) {
            return wrong(
                    "%s, virtual host %s: refused (%s); check broker.url and the user's rights"
                            .formatted(url, url.virtualHost(), refusal.get()),
                    error);
        }
        return wrong("%s: %s; check broker.url".formatted(url, error), error);
    }

    /** What the broker said when it closed the connection, if it did. */
    private static Optional<String> refusal(Exception error) {
        return error.getCause() instanceof ShutdownSignalException signal
                        && signal.getReason() instanceof AMQP.Connection.Close close
                ? Optional.of(close.getReplyText())
                : Optional.empty();
    }

    private static BrokerProblem silent(String sentence, Exception cause) {
        return new BrokerProblem(true, sentence, cause);
    }

    private static BrokerProblem wrong(String sentence, Exception cause) {
        return new BrokerProblem(false, sentence, cause);
    }
}
