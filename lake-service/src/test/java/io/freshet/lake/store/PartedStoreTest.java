package io.freshet.lake.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.configuration.LakeConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two folders as one store. */
class PartedStoreTest implements LakeStoreContract {

    private static final String STAR = "processed/shop/dim_design/2026/11/26/e0001-v1.parquet";
    private static final String ROWS = "ingestion/shop/design/2026/11/26/e0001-v1.parquet";

    @TempDir Path folder;

    @Override
    public LakeStore open() {
        return LakeStores.open(
                new LakeConfig.TwoPlaces(
                        new LakeConfig.Folder(folder.resolve("main")),
                        new LakeConfig.Folder(folder.resolve("stars"))));
    }

    @Test
    void eachPlaceHoldsItsOwnPartAlone() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "rows");
        try (LakeStore store = open()) {
            store.put(STAR, file);
            store.put(ROWS, file);
            store.put("manifests/shop/newest.json", "1".getBytes(UTF_8));
            assertThat(store.createIfAbsent("manifests/shop/1.json", new byte[1])).isTrue();

            assertThat(LakeFiles.below(folder.resolve("stars"))).containsExactly(STAR);
            assertThat(LakeFiles.below(folder.resolve("main")))
                    .containsExactly(ROWS, "manifests/shop/1.json", "manifests/shop/newest.json");
            assertThat(store.location()).contains("main").contains("stars");
        }
    }

    @Test
    void whatWasStoredBeforeThereWereTwoPlacesIsReadAndRemovedWhereItIs() throws Exception {
        try (LakeStore before = new FolderStore(folder.resolve("main"))) {
            before.put(STAR, "before".getBytes(UTF_8));
        }
        try (LakeStore store = open()) {
            assertThat(store.exists(STAR)).isTrue();
            assertThat(store.read(STAR)).contains("before".getBytes(UTF_8));
            assertThat(store.createIfAbsent(STAR, new byte[1])).isFalse();
            store.fetch(STAR, folder.resolve("fetched"));
            assertThat(folder.resolve("fetched")).hasContent("before");

            store.put(STAR, "since".getBytes(UTF_8));
            assertThat(store.read(STAR)).contains("since".getBytes(UTF_8));

            store.delete(STAR);
            assertThat(store.exists(STAR)).isFalse();
            assertThat(LakeFiles.below(folder)).containsExactly("fetched");
        }
    }
}
