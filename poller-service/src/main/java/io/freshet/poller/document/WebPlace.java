package io.freshet.poller.document;

import io.freshet.configuration.DocumentPlace;
import io.freshet.poller.limit.PollerLimits;
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
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Answers of a web server, one for each day, by the day's name. One that was accepted is never
 * asked for again; one that was set aside is, once an hour.
 */
final class WebPlace implements Place {

    private static final int OK = 200;

    private final DocumentPlace.Web web;
    private final Clock clock;
    private final HttpClient client;

    WebPlace(Vertx vertx, DocumentPlace.Web web, Clock clock) {
        this.web = web;
        this.clock = clock;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) PollerLimits.PLACE_CONNECT.toMillis())
                                .setDecompressionSupported(true));
    }

    @Override
    public List<FoundDocument> list(Set<String> accepted) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String hour = clock.instant().truncatedTo(ChronoUnit.HOURS).toString();
        List<FoundDocument> days = new ArrayList<>();
        for (LocalDate day = web.since().orElse(today);
                !day.isAfter(today) && days.size() < PollerLimits.DOCUMENTS_AT_ONCE;
                day = day.plusDays(1)) {
            if (!accepted.contains(day.toString())) {
                days.add(new FoundDocument(day.toString(), day, hour));
            }
        }
        return days;
    }

    @Override
    public byte[] fetch(FoundDocument document) throws PlaceException {
        String url = web.url().replace(DocumentPlace.DAY, document.day().toString());
        RequestOptions request =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(url)
                        .setFollowRedirects(true)
                        .putHeader("Accept", "application/json");
        try {
            return client.request(request)
                    .compose(HttpClientRequest::send)
                    .compose(WebPlace::body)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PollerLimits.PLACE_ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw failure(url, e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw failure(
                    url,
                    "no answer within %d s".formatted(PollerLimits.PLACE_ANSWER.toSeconds()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure(url, "ended", e);
        }
    }

    private static PlaceException failure(String url, String what, Throwable cause) {
        return new PlaceException(
                "%s: %s; check the url, and whether this machine may reach it".formatted(url, what),
                cause);
    }

    private static Future<byte[]> body(HttpClientResponse response) {
        if (response.statusCode() != OK) {
            response.exceptionHandler(reset -> {});
            response.request().reset();
            return Future.failedFuture(
                    new IOException("the answer is %d".formatted(response.statusCode())));
        }
        Promise<byte[]> body = Promise.promise();
        Buffer all = Buffer.buffer();
        response.exceptionHandler(body::tryFail);
        response.endHandler(end -> body.tryComplete(all.getBytes()));
        response.handler(
                part -> {
                    all.appendBuffer(part);
                    if (all.length() > PollerLimits.FILE_BYTES
                            && body.tryComplete(all.getBytes())) {
                        response.request().reset();
                    }
                });
        return body.future();
    }

    @Override
    public String location() {
        return web.url();
    }

    @Override
    public void close() {
        client.close();
    }
}
