package io.freshet.images;

import com.google.cloud.tools.jib.api.CredentialRetriever;
import com.google.cloud.tools.jib.api.ImageReference;
import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.TarImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Platform;
import com.google.cloud.tools.jib.api.buildplan.Port;
import com.google.cloud.tools.jib.frontend.CredentialRetrieverFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one image is: its files, its user, and how it starts. Makes nothing yet. */
final class ImageBuild {

    /** User and group that everything runs as; the Helm chart and Compose say the same. */
    static final String USER = "185:185";

    /** As ./freshet runs it, for a container's memory instead of a fixed heap. */
    static final String JAVA_OPTIONS =
            "-XX:MaxRAMPercentage=60 -XX:+UseSerialGC -Xshare:auto -XX:+ExitOnOutOfMemoryError";

    private static final String LABELS = "org.opencontainers.image.";

    private final Product product;
    private final ImageSettings settings;

    ImageBuild(Product product, ImageSettings settings) {
        this.product = product;
        this.settings = settings;
    }

    /**
     * The image for some platforms.
     *
     * @throws IOException where its files cannot be read
     * @throws InvalidImageReferenceException where the base is no image's name
     */
    JibContainerBuilder image(Set<Platform> platforms)
            throws IOException, InvalidImageReferenceException {
        JibContainerBuilder image =
                base().setFormat(ImageFormat.OCI)
                        .setPlatforms(platforms)
                        .setCreationTime(settings.created())
                        .setUser(USER)
                        .setFileEntriesLayers(new ImageLayers(product, settings.repository()).all())
                        .setEntrypoint(entrypoint())
                        .setEnvironment(environment())
                        .setLabels(labels())
                        .setExposedPorts(Set.of(Port.tcp(8080), Port.tcp(9000)));
        if (product.form() == Product.Form.COMMANDS) {
            AbsoluteUnixPath data = AbsoluteUnixPath.get(ImageLayers.DATA);
            return image.setWorkingDirectory(data).setVolumes(data);
        }
        return image.setWorkingDirectory(AbsoluteUnixPath.get(ImageLayers.HOME));
    }

    private JibContainerBuilder base() throws InvalidImageReferenceException {
        String base = settings.baseOf(product);
        if (base.startsWith(Jib.TAR_IMAGE_PREFIX)) {
            return Jib.from(TarImage.at(Path.of(base.substring(Jib.TAR_IMAGE_PREFIX.length()))));
        }
        return Jib.from(registryImage(base));
    }

    /** An image in a registry, with the account that Docker's own configuration has for it. */
    static RegistryImage registryImage(String name) throws InvalidImageReferenceException {
        ImageReference reference = ImageReference.parse(name);
        CredentialRetriever account =
                CredentialRetrieverFactory.forImage(reference, event -> {}).dockerConfig();
        return RegistryImage.named(reference).addCredentialRetriever(account);
    }

    private List<String> entrypoint() {
        String jar = ImageLayers.HOME + "/quarkus-run.jar";
        return switch (product.form()) {
            case SERVICE -> List.of("java", "-jar", jar);
            case COMMANDS -> List.of("java", "-Dfreshet.home=" + ImageLayers.DATA, "-jar", jar);
            case NATIVE -> List.of(ImageLayers.HOME + "/" + product.name());
        };
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        if (product.form() != Product.Form.NATIVE) {
            environment.put("JAVA_TOOL_OPTIONS", JAVA_OPTIONS);
        }
        environment.put("MALLOC_ARENA_MAX", "2");
        // A container has a network of its own: what is published of it is the engine's choice.
        environment.put("FRESHET_HTTP_HOST", "0.0.0.0");
        // Whoever reads the log of many containers is a program.
        environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
        return environment;
    }

    private Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(LABELS + "title", product.name());
        labels.put(LABELS + "description", product.description());
        labels.put(LABELS + "version", settings.tag());
        labels.put(LABELS + "revision", settings.revision());
        labels.put(LABELS + "licenses", "Apache-2.0");
        if (!settings.baseOf(product).startsWith(Jib.TAR_IMAGE_PREFIX)) {
            labels.put(LABELS + "base.name", settings.baseOf(product));
        }
        return labels;
    }
}
