package io.freshet.forage;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** One country of {@link FakePipeline}: its rows grow with the time at its rate. */
final class FakeSource {
    private final String code;
    private final double hours;
    private final double years;
    private final double belonging;
    private final double escs;
    private final JsonObject misbehaviour =
            new JsonObject()
                    .put("lateCommits", 0)
                    .put("rollbacks", 0)
                    .put("updates", 0)
                    .put("deletes", 0)
                    .put("garbage", 0);
    private double rows;
    private double rate = 2;
    private boolean running = true;
    private long since = System.nanoTime();

    FakeSource(String code, long rows, double hours, double years, double belonging, double escs) {
        this.code = code;
        this.rows = rows;
        this.hours = hours;
        this.years = years;
        this.belonging = belonging;
        this.escs = escs;
    }

    String code() {
        return code;
    }

    double hours() {
        return hours;
    }

    double escs() {
        return escs;
    }

    synchronized double rate() {
        return rate;
    }

    synchronized long rows() {
        long now = System.nanoTime();
        if (running) {
            rows += rate * (now - since) / 1e9;
        }
        since = now;
        return (long) rows;
    }

    synchronized void rate(double wanted) {
        rows();
        rate = wanted;
    }

    synchronized void pause() {
        rows();
        running = false;
    }

    synchronized void start() {
        rows();
        running = true;
    }

    synchronized void burst(long added) {
        rows += added;
    }

    synchronized void empty() {
        rows = 0;
    }

    synchronized void misbehave(JsonObject wanted) {
        misbehaviour.mergeIn(wanted);
    }

    JsonArray bubble() {
        return new JsonArray()
                .add(
                        new JsonObject()
                                .put("x", years)
                                .put("y", belonging)
                                .put("submissions", rows()));
    }

    void freshness(JsonObject dataset) {
        dataset.put("id", code)
                .put("ageSeconds", 0.041)
                .put("provenSeconds", 3.9)
                .put("level", 3)
                .put("submissions", rows())
                .put("status", "live");
    }

    synchronized JsonObject status() {
        return new JsonObject()
                .put("country", code)
                .put("database", code.toLowerCase(java.util.Locale.ROOT))
                .put("state", running ? "running" : "paused")
                .put("rate", rate)
                .put("rows", rows())
                .put("misbehaviour", misbehaviour.copy());
    }
}
