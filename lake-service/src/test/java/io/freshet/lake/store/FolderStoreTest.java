package io.freshet.lake.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder of this machine. */
class FolderStoreTest implements LakeStoreContract {

    @TempDir Path folder;

    @Override
    public LakeStore open() {
        return new FolderStore(folder.resolve("made/here"));
    }

    @Test
    void noNameLeadsOutOfTheFolder() {
        LakeStore store = open();

        assertThatThrownBy(() -> store.put("../other", new byte[0]))
                .isInstanceOf(LakeStoreException.class)
                .hasMessageContaining("leads out of the lake's folder");
    }

    @Test
    void whereNothingCanBeWrittenItSaysSo() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        LakeStore store = new FolderStore(file);

        assertThatThrownBy(() -> store.createIfAbsent("a", new byte[0]))
                .isInstanceOf(LakeStoreException.class)
                .hasMessageContaining("cannot store a in the lake's folder " + file);
        assertThat(store.location()).isEqualTo(file.toString());
    }
}
