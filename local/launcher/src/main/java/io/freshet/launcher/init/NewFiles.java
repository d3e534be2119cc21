package io.freshet.launcher.init;

import io.freshet.commandline.CommandFailure;
import io.freshet.embedded.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that are written: none over another, unless that is asked for. Blocks. */
final class NewFiles {

    private static final String SECRETS = ".secrets";

    private final Path folder;
    private final String name;
    private final boolean force;
    private final List<String> written = new ArrayList<>();

    /**
     * @param folder where they are written; made where it is missing
     * @param name the definition's
     * @param force whether files that are there are written over
     */
    NewFiles(Path folder, String name, boolean force) {
        this.folder = folder;
        this.name = name;
        this.force = force;
    }

    /** The configuration. */
    Path configuration() {
        return folder.resolve("freshet.yaml").normalize();
    }

    private Path definition() {
        return folder.resolve(name + ".yaml").normalize();
    }

    private Path password() {
        return folder.resolve(SECRETS).resolve(name).normalize();
    }

    /** Where the password is kept, as the configuration names it. */
    String passwordPath() {
        return SECRETS + "/" + name;
    }

    /**
     * Looks before anything is done.
     *
     * @throws CommandFailure where a file is there already
     */
    void requireFree() {
        List<String> there = new ArrayList<>();
        for (Path file : List.of(configuration(), definition(), password())) {
            if (Files.exists(file)) {
                there.add(file.toString());
            }
        }
        if (!there.isEmpty() && !force) {
            throw new CommandFailure(
                    "%s %s there already and %s not written over; choose another --dir or --name, or say --force"
                            .formatted(
                                    String.join(", ", there),
                                    there.size() == 1 ? "is" : "are",
                                    there.size() == 1 ? "is" : "are"));
        }
    }

    /**
     * Writes them; the configuration last, so that one that is there is complete.
     *
     * @throws CommandFailure where that fails
     */
    void write(String configuration, String definition, Optional<String> password) {
        try {
            Files.createDirectories(folder);
            if (password.isPresent()) {
                PrivateFiles.makeFolder(password().getParent());
                PrivateFiles.write(password(), password.get());
                written.add(password().toString());
            }
            Files.writeString(definition(), definition);
            written.add(0, definition().toString());
            Files.writeString(configuration(), configuration);
            written.add(0, configuration().toString());
        } catch (IOException e) {
            throw new CommandFailure(
                    "cannot write to %s: %s; check its rights and the space that is left"
                            .formatted(folder, e),
                    e);
        }
    }

    /** What was written, the configuration first. */
    List<String> written() {
        return List.copyOf(written);
    }
}
