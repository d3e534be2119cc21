package io.freshet.charts.access;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.configuration.ChartsGuard;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jose4j.lang.JoseException;

/**
 * The keys that a provider signs with: asked for at the start, now and then, and where a token
 * names one that is not known; never by two at once, nor again right after. Where the provider does
 * not answer, those that it told last are kept for a while. Thread-safe, never blocks.
 */
final class ProviderKeys {

    private static final Logger LOG = Logger.getLogger(ProviderKeys.class);
    private static final int OK = 200;
    private static final String HERE = "/.well-known/openid-configuration";

    private final ChartsGuard.Provider provider;

    private volatile HttpClient client;
    private volatile Told told;
    private volatile boolean silent;

    /** The look that is under way or was the last one; null before the first. */
    private Future<Void> last;

    private long lastAt;

    /** Keys, and when they were told, by the clock that is never set. */
    private record Told(KnownKeys keys, long at) {}

    ProviderKeys(ChartsGuard.Provider provider) {
        this.provider = provider;
    }

    void start(Vertx vertx) {
        client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) ChartLimits.KEYS_ANSWER.toMillis())
                                .setIdleTimeout((int) ChartLimits.KEYS_ANSWER.toSeconds())
                                .setMaxPoolSize(1));
        vertx.setPeriodic(ChartLimits.KEYS_LOOK.toMillis(), timer -> look());
        look();
    }

    /** The keys that count now. */
    Optional<KnownKeys> current() {
        Told now = told;
        return now == null || System.nanoTime() - now.at > ChartLimits.KEYS_KEPT.toNanos()
                ? Optional.empty()
                : Optional.of(now.keys);
    }

    /** Asks the provider, unless that was done a moment ago; complete when it is over. */
    synchronized Future<Void> look() {
        if (client == null) {
            return Future.succeededFuture();
        }
        boolean rests = System.nanoTime() - lastAt < ChartLimits.KEYS_APART.toNanos();
        if (last == null || (last.isComplete() && !rests)) {
            lastAt = System.nanoTime();
            last =
                    get(base() + HERE)
                            .compose(discovered -> get(keysOf(discovered)))
                            .map(this::tell)
                            .<Void>mapEmpty()
                            .timeout(ChartLimits.KEYS_ANSWER.toMillis(), TimeUnit.MILLISECONDS)
                            .otherwise(this::failed);
        }
        return last;
    }

    private String base() {
        return provider.issuer().toString().replaceFirst("/$", "");
    }

    private String keysOf(Buffer discovered) {
        JsonObject document = new JsonObject(discovered);
        String issuer = document.getString("issuer");
        String keys = document.getString("jwks_uri");
        if (!provider.issuer().toString().equals(issuer)) {
            throw new IllegalStateException("it calls itself " + issuer);
        }
        if (keys == null || !keys.startsWith(provider.issuer().getScheme() + "://")) {
            throw new IllegalStateException("it names no place of keys: " + keys);
        }
        return keys;
    }

    private Future<Buffer> get(String url) {
        return client.request(
                        new RequestOptions()
                                .setMethod(HttpMethod.GET)
                                .setAbsoluteURI(url)
                                .setFollowRedirects(false)
                                .setTimeout(ChartLimits.KEYS_ANSWER.toMillis())
                                .putHeader("Accept", "application/json"))
                .compose(HttpClientRequest::send)
                .compose(ProviderKeys::body);
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        Promise<Buffer> body = Promise.promise();
        Buffer all = Buffer.buffer();
        response.exceptionHandler(body::tryFail);
        if (response.statusCode() != OK) {
            response.request().reset();
            body.tryFail("it answers %d".formatted(response.statusCode()));
            return body.future();
        }
        response.endHandler(end -> body.tryComplete(all));
        response.handler(
                part -> {
                    all.appendBuffer(part);
                    if (all.length() > ChartLimits.KEYS_BYTES
                            && body.tryFail("its answer is too large")) {
                        response.request().reset();
                    }
                });
        return body.future();
    }

    private Buffer tell(Buffer read) {
        String text = read.toString();
        Told before = told;
        try {
            // tokens that were found good stay so while the keys are the same
            KnownKeys keys =
                    before != null && before.keys.are(text)
                            ? before.keys
                            : new KnownKeys(provider, text);
            told = new Told(keys, System.nanoTime());
            if (silent) {
                silent = false;
                LOG.infof(
                        "The provider of tokens for charts, %s, answers again", provider.issuer());
            }
            return read;
        } catch (JoseException e) {
            throw new IllegalStateException("what it tells are no keys", e);
        }
    }

    private Void failed(Throwable cause) {
        if (!silent) {
            silent = true;
            LOG.warnf(
                    "The provider of tokens for charts, %s, told no keys: %s. %s",
                    provider.issuer(),
                    cause instanceof DecodeException
                            ? "what it answers is no JSON"
                            : cause.getMessage(),
                    current().isPresent()
                            ? "Those that it told last count for an hour."
                            : "Nobody sees charts until it does; check http.charts-issuer.");
        }
        return null;
    }
}
