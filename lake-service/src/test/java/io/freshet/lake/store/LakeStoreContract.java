package io.freshet.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does. */
interface LakeStoreContract {

    /** The store, which other tests may have put other objects into. */
    LakeStore open();

    /** How many may create the same object at the same time. */
    default int creators() {
        return 4;
    }

    @Test
    default void whatIsStoredIsThereAndCanBeReplacedAndRemoved(@TempDir Path files)
            throws IOException {
        try (LakeStore store = open()) {
            String name = "ingestion/shop/a%20b/2026/11/26/e0001-v1.parquet";
            Path file = Files.write(files.resolve("file"), new byte[300_000]);
            assertThat(store.exists(name)).isFalse();
            assertThat(store.read(name)).isEmpty();

            store.put(name, bytes("first"));
            store.put(name, file);
            store.fetch(name, files.resolve("fetched"));
            store.fetch(name, files.resolve("fetched"));

            assertThat(files.resolve("fetched")).hasSameBinaryContentAs(file);
            assertThat(store.exists(name)).isTrue();
            store.delete(name);
            store.delete(name);
            assertThat(store.exists(name)).isFalse();
            assertThatThrownBy(() -> store.fetch(name, files.resolve("fetched")))
                    .isInstanceOf(LakeStoreException.class)
                    .hasMessageContaining("cannot read " + name);
        }
    }

    @Test
    default void ofManyWhoCreateAnObjectOneDoes() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(creators());
        try (LakeStore store = open()) {
            List<Callable<Boolean>> attempts =
                    IntStream.range(0, 8)
                            .<Callable<Boolean>>mapToObj(
                                    each ->
                                            () ->
                                                    store.createIfAbsent(
                                                            "manifests/shop/1.json",
                                                            bytes("attempt " + each)))
                            .toList();
            List<Boolean> created =
                    threads.invokeAll(attempts).stream().map(LakeStoreContract::outcome).toList();

            assertThat(created).containsOnlyOnce(true);
            assertThat(store.read("manifests/shop/1.json").orElseThrow())
                    .isEqualTo(bytes("attempt " + created.indexOf(true)));
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean outcome(Future<Boolean> attempt) {
        try {
            return attempt.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
