package io.freshet.configuration;

import io.freshet.yaml.DeclarationException;
import io.freshet.yaml.SectionReader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads where the lake lies. */
final class LakeReading {

    private static final Pattern BUCKET =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(/(.*?))?/?");
    private static final String FILE = "file:";

    private LakeReading() {}

    static LakeConfig read(SectionReader section, PasswordReader passwords, Path folder) {
        String url = section.text("url");
        Optional<String> processed = section.optionalText("processed-url");
        Shared shared = Shared.read(section, passwords);
        if (shared.isOfBuckets()
                && isFolder(url)
                && processed.map(LakeReading::isFolder).orElse(true)) {
            throw shared.isForABucket(section);
        }
        LakeConfig main = place(section, "url", url, shared, folder);
        return processed
                .map(other -> place(section, "processed-url", other, shared, folder))
                .filter(other -> !other.equals(main))
                .<LakeConfig>map(other -> new LakeConfig.TwoPlaces(main, other))
                .orElse(main);
    }

    /** As the section says beside its URL, which was taken already. */
    static LakeConfig read(
            SectionReader section, String url, PasswordReader passwords, Path folder) {
        Shared shared = Shared.read(section, passwords);
        if (shared.isOfBuckets() && isFolder(url)) {
            throw shared.isForABucket(section);
        }
        return place(section, "url", url, shared, folder);
    }

    /** What is said of all buckets of a section. */
    private record Shared(
            Optional<String> endpoint,
            String region,
            Optional<String> accessKey,
            Optional<Secret> secretKey) {

        private static Shared read(SectionReader section, PasswordReader passwords) {
            Shared shared =
                    new Shared(
                            section.optionalText("endpoint")
                                    .map(text -> LakeReading.endpoint(section, text)),
                            section.text("region"),
                            section.optionalText("access-key"),
                            passwords.read(section, "secret-key"));
            section.end();
            if (shared.accessKey.isPresent() != shared.secretKey.isPresent()) {
                throw section.invalid(
                        shared.accessKey.isPresent() ? "access-key" : "secret-key",
                        "is given alone; give access-key and secret-key (or secret-key-file), or neither");
            }
            return shared;
        }

        private boolean isOfBuckets() {
            return endpoint.isPresent() || accessKey.isPresent();
        }

        private DeclarationException isForABucket(SectionReader section) {
            return section.invalid(
                    endpoint.isPresent() ? "endpoint" : "access-key",
                    "is for a bucket (s3://…); leave it out");
        }
    }

    private static boolean isFolder(String url) {
        return url.startsWith(FILE);
    }

    private static LakeConfig place(
            SectionReader section, String key, String url, Shared shared, Path folder) {
        Matcher bucket = BUCKET.matcher(url);
        if (bucket.matches()) {
            return new LakeConfig.Bucket(
                    bucket.group(1),
                    bucket.group(3) == null ? "" : bucket.group(3),
                    shared.endpoint(),
                    shared.region(),
                    shared.accessKey(),
                    shared.secretKey().orElse(Secret.NONE));
        }
        return new LakeConfig.Folder(path(section, key, url, folder));
    }

    private static Path path(SectionReader section, String key, String url, Path folder) {
        try {
            if (url.startsWith(FILE) && url.length() > FILE.length()) {
                String path = url.substring(FILE.length()).replaceFirst("^///*", "/");
                return folder.resolve(path).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            // the error below says it all
        }
        throw section.invalid(
                key,
                "must be a folder, such as file:./lake, or a bucket, such as s3://bucket/prefix, not "
                        + url);
    }

    private static String endpoint(SectionReader section, String text) {
        try {
            URI uri = new URI(text);
            if (uri.getHost() != null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
                return text;
            }
        } catch (URISyntaxException e) {
            // the error below says it all
        }
        throw section.invalid("endpoint", "must look like https://host:9000, not " + text);
    }
}
