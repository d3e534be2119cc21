package io.freshet.images;

import com.google.cloud.tools.jib.api.buildplan.Platform;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code mvn -Pimages package} calls: makes the images of all that was built. */
@Command(name = "images")
public final class ImagesCommand {

    @Option(names = "--repository", required = true)
    private Path repository;

    @Option(names = "--folder", required = true)
    private Path folder;

    @Option(names = "--registry", defaultValue = "")
    private String registry;

    @Option(names = "--tag", required = true)
    private String tag;

    @Option(names = "--revision", required = true)
    private String revision;

    @Option(names = "--base", required = true)
    private String base;

    @Option(names = "--native-base", required = true)
    private String nativeBase;

    @Option(names = "--platforms", required = true, split = ",")
    private List<String> platforms;

    @Option(names = "--created", required = true)
    private Instant created;

    @Option(names = "--only", defaultValue = "")
    private String only;

    private final PrintStream out;

    private ImagesCommand(PrintStream out) {
        this.out = out;
    }

    /**
     * Makes them.
     *
     * @param arguments what the module's POM passes
     * @throws ImageException where an image cannot be made
     * @throws IllegalStateException where nothing is built of what is asked for
     */
    public static void main(String[] arguments) {
        ImagesCommand command = new ImagesCommand(System.out);
        new CommandLine(command).parseArgs(arguments);
        command.run();
    }

    private void run() {
        List<Product> products = products();
        if (products.isEmpty()) {
            throw new IllegalStateException(
                    "nothing is built that images can be made of%s; mvn -Pimages -DskipTests package builds all"
                            .formatted(only.isEmpty() ? "" : " among " + only));
        }
        ImageMaker maker =
                new ImageMaker(
                        new ImageSettings(
                                repository.normalize(),
                                base,
                                nativeBase,
                                tag,
                                revision,
                                created,
                                platforms()),
                        folder);
        for (Product product : products) {
            if (registry.isEmpty()) {
                maker.archives(product).forEach(out::println);
            } else {
                out.println(maker.push(product, registry));
            }
        }
    }

    private List<Product> products() {
        List<String> names = Stream.of(only.split(",")).filter(name -> !name.isBlank()).toList();
        return Product.ALL.stream()
                .filter(product -> names.isEmpty() || names.contains(product.fileName()))
                .filter(product -> product.isBuilt(repository.normalize()))
                .toList();
    }

    private Set<Platform> platforms() {
        Set<Platform> all = new LinkedHashSet<>();
        for (String platform : platforms) {
            String[] parts = platform.split("/", 2);
            if (parts.length != 2) {
                throw new IllegalArgumentException(
                        "a platform is written as linux/amd64, not " + platform);
            }
            all.add(new Platform(parts[1], parts[0]));
        }
        return all;
    }
}
