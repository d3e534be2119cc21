package io.freshet.images;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.yaml.snakeyaml.Yaml;

/**
 * An image in an archive in OCI's format.
 *
 * @param name its name and tag
 * @param digest of its manifest: equal for equal images
 * @param architecture of the processors that it is for
 * @param config how it is run
 * @param layers the entries of each layer, without those of folders above them
 */
record ImageArchive(
        String name,
        String digest,
        String architecture,
        Map<String, Object> config,
        List<List<TarArchiveEntry>> layers) {

    private static final String BLOBS = "blobs/sha256/";

    /** Reads one. */
    static ImageArchive read(Path archive) throws IOException {
        Map<String, byte[]> files = files(archive);
        Map<String, Object> index = json(files.get("index.json"));
        Map<String, Object> manifest = first(index.get("manifests"));
        String digest = manifest.get("digest").toString();
        Map<String, Object> image = json(blob(files, digest));
        Map<String, Object> config = json(blob(files, object(image.get("config")).get("digest")));
        List<List<TarArchiveEntry>> layers = new ArrayList<>();
        for (Object layer : (List<?>) image.get("layers")) {
            byte[] bytes = blob(files, object(layer).get("digest"));
            layers.add(entries(new GZIPInputStream(new ByteArrayInputStream(bytes))));
        }
        return new ImageArchive(
                object(manifest.get("annotations"))
                        .get("org.opencontainers.image.ref.name")
                        .toString(),
                digest,
                config.get("architecture").toString(),
                object(config.get("config")),
                layers);
    }

    /** Puts the files of all its layers into a folder, with their owners; for root only. */
    static void unpack(Path archive, Path folder) throws IOException, InterruptedException {
        Map<String, byte[]> files = files(archive);
        Map<String, Object> index = json(files.get("index.json"));
        Map<String, Object> image = json(blob(files, first(index.get("manifests")).get("digest")));
        Path layerFile = Files.createTempFile("freshet-layer", ".tar.gz");
        try {
            for (Object layer : (List<?>) image.get("layers")) {
                Files.write(layerFile, blob(files, object(layer).get("digest")));
                Process tar =
                        new ProcessBuilder(
                                        "tar",
                                        "--warning=no-unknown-keyword",
                                        "--numeric-owner",
                                        "-xpzf",
                                        layerFile.toString(),
                                        "-C",
                                        folder.toString())
                                .inheritIO()
                                .start();
                if (tar.waitFor() != 0) {
                    throw new IOException("tar cannot unpack a layer of " + archive);
                }
            }
        } finally {
            Files.delete(layerFile);
        }
    }

    private static Map<String, byte[]> files(Path archive) throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                files.put(entry.getName(), tar.readAllBytes());
                entry = tar.getNextEntry();
            }
        }
        return files;
    }

    private static List<TarArchiveEntry> entries(InputStream layer) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(layer)) {
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                entries.add(entry);
                entry = tar.getNextEntry();
            }
        }
        return entries;
    }

    private static byte[] blob(Map<String, byte[]> files, Object digest) {
        return files.get(BLOBS + digest.toString().replace("sha256:", ""));
    }

    private static Map<String, Object> json(byte[] text) {
        return object(new Yaml().load(new String(text, StandardCharsets.UTF_8)));
    }

    private static Map<String, Object> first(Object list) {
        return object(((List<?>) list).get(0));
    }

    @SuppressWarnings("unchecked") // keys are text in JSON
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }
}
