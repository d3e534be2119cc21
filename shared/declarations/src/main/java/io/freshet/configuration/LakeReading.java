package io.freshet.configuration;

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
        return read(section, section.text("url"), passwords, folder);
    }

    /** As the section says beside its URL, which was taken already. */
    static LakeConfig read(
            SectionReader section, String url, PasswordReader passwords, Path folder) {
        Optional<String> endpoint =
                section.optionalText("endpoint").map(text -> endpoint(section, text));
        String region = section.text("region");
        Optional<String> accessKey = section.optionalText("access-key");
        Optional<Secret> secretKey = passwords.read(section, "secret-key");
        section.end();
        if (accessKey.isPresent() != secretKey.isPresent()) {
            throw section.invalid(
                    accessKey.isPresent() ? "access-key" : "secret-key",
                    "is given alone; give access-key and secret-key (or secret-key-file), or neither");
        }
        Matcher bucket = BUCKET.matcher(url);
        if (bucket.matches()) {
            return new LakeConfig.Bucket(
                    bucket.group(1),
                    bucket.group(3) == null ? "" : bucket.group(3),
                    endpoint,
                    region,
                    accessKey,
                    secretKey.orElse(Secret.NONE));
        }
        if (url.startsWith(FILE) && (endpoint.isPresent() || accessKey.isPresent())) {
            throw section.invalid(
                    endpoint.isPresent() ? "endpoint" : "access-key",
                    "is for a bucket (s3://…); leave it out");
        }
        return new LakeConfig.Folder(path(section, url, folder));
    }

    private static Path path(SectionReader section, String url, Path folder) {
        try {
            if (url.startsWith(FILE) && url.length() > FILE.length()) {
                String path = url.substring(FILE.length()).replaceFirst("^///*", "/");
                return folder.resolve(path).toAbsolutePath().normalize();
            }
        } catch (InvalidPathException e) {
            // the error below says it all
        }
        throw section.invalid(
                "url",
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
