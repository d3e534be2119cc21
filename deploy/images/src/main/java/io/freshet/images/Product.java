package io.freshet.images;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What there is an image of.
 *
 * @param name the image's name, without registry and tag
 * @param module the folder of the module that builds it, from the repository's root
 * @param form how it runs
 * @param description what it is, in a sentence
 */
record Product(String name, String module, Form form, String description) {

    /** How a program runs. */
    enum Form {
        /** A service on a JVM. */
        SERVICE(""),
        /** All commands of {@code ./freshet} on a JVM, with a folder for their data. */
        COMMANDS(""),
        /** A service as a native executable; only for the platform that it was built on. */
        NATIVE("-native");

        private final String tagEnd;

        Form(String tagEnd) {
            this.tagEnd = tagEnd;
        }

        /** What its tags end with. */
        String tagEnd() {
            return tagEnd;
        }
    }

    /** All of them. */
    static final List<Product> ALL =
            List.of(
                    service("poller-service", "Tails sources and publishes what changes in them."),
                    service("aggregator-service", "Applies changes to rows and summaries."),
                    service("chart-api", "Serves charts from memory."),
                    new Product(
                            "chart-api",
                            "chart-api",
                            Form.NATIVE,
                            "Serves charts from memory, as a native executable."),
                    service("lake-service", "Archives every change as Parquet."),
                    service("forage-dashboard", "The dashboard, with accounts of its own."),
                    new Product(
                            "source-simulator",
                            "local/source-simulator",
                            Form.SERVICE,
                            "Makes country databases with traffic, for demos."),
                    new Product(
                            "freshet",
                            "local/launcher",
                            Form.COMMANDS,
                            "All services in one process, and every command of ./freshet."));

    private static Product service(String name, String description) {
        return new Product(name, name, Form.SERVICE, description);
    }

    /** The name of its image as a file's name has it. */
    String fileName() {
        return name + form.tagEnd();
    }

    /** Whether it was built: its folder, or its executable, is there. */
    boolean isBuilt(Path repository) {
        return form == Form.NATIVE
                ? executable(repository).isPresent()
                : Files.exists(application(repository).resolve("quarkus-run.jar"));
    }

    /** What its module's build leaves behind. */
    Path target(Path repository) {
        return repository.resolve(module).resolve("target");
    }

    /** The folder that Quarkus makes. */
    Path application(Path repository) {
        return target(repository).resolve("quarkus-app");
    }

    /** Its list of all that it is made of, in the format of CycloneDX. */
    Path billOfMaterials(Path repository) {
        String list = "bill-of-materials.cdx.json";
        // Made of other versions than the jar: written by the build of the executable.
        return target(repository).resolve(form == Form.NATIVE ? "native-" + list : list);
    }

    /** The native executable, where it was built. */
    Optional<Path> executable(Path repository) {
        String pattern = name + "-*-runner";
        try (DirectoryStream<Path> found = Files.newDirectoryStream(target(repository), pattern)) {
            Iterator<Path> files = found.iterator();
            return files.hasNext() ? Optional.of(files.next()) : Optional.empty();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
