package io.freshet.benchmarks.serving;

import io.freshet.benchmarks.harness.HttpLine;
import io.freshet.benchmarks.report.Distribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A load generator for machines without wrk: a thread per connection, each asking the next question
 * when it has the answer. It takes more of the machine than wrk does, so the server gets less.
 */
final class OwnGenerator implements LoadGenerator {

    @Override
    public String name() {
        return "own, a thread per connection (wrk is not installed)";
    }

    @Override
    public LoadResult run(int port, List<Question> questions, int connections, int seconds)
            throws IOException, InterruptedException {
        Distribution latencies = new Distribution();
        AtomicLong failures = new AtomicLong();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < connections; number++) {
            int first = number;
            Thread thread =
                    new Thread(
                            () -> ask(port, questions, first, end, latencies, failures),
                            "bench connection " + number);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double spent = (System.nanoTime() - begin) / 1e9;
        return new LoadResult(latencies.count() / spent, latencies, failures.get());
    }

    private static void ask(
            int port,
            List<Question> questions,
            int first,
            long end,
            Distribution latencies,
            AtomicLong failures) {
        try (HttpLine http = new HttpLine(port)) {
            int next = first;
            for (long asked = System.nanoTime(); asked < end; asked = System.nanoTime()) {
                Question question = questions.get(next++ % questions.size());
                int status = http.get(question.path(), question.tag()).status();
                latencies.record(System.nanoTime() - asked);
                if (status != 200 && status != 304) {
                    failures.incrementAndGet();
                }
            }
        } catch (IOException e) {
            failures.incrementAndGet();
        }
    }
}
