package io.freshet.configuration;

import static io.freshet.yaml.DeclaredKey.text;

import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import java.util.regex.Pattern;

/** The keys of {@link ConfigurationKeys} that say where files and objects are. */
final class PlaceKeys {

    private static final DeclaredKey REGION =
            text("region").otherwise("us-east-1").means("the bucket's region");
    private static final DeclaredKey SECRET =
            text("secret-key").means("the key; needed with `access-key`");
    private static final DeclaredKey SECRET_FILE =
            text("secret-key-file").means("instead: a file with it, read anew for each request");

    static final DeclaredSection LAKE =
            DeclaredSection.of(
                    text("url")
                            .mustBe()
                            .means(
                                    "where it is: a folder, such as `file:./lake` (from the configuration's folder), or a bucket, such as `s3://bucket/prefix`"),
                    text("processed-url")
                            .told("all in `url`")
                            .means(
                                    "another folder or bucket, of the same server and keys, for the rows of the star tables (`processed/`)"),
                    text("endpoint")
                            .means(
                                    "of a bucket that is not at AWS: the server's URL, such as `http://minio:9000`. Buckets are then named in the path"),
                    REGION,
                    accessKey("read, write and delete"),
                    SECRET,
                    SECRET_FILE);

    static final DeclaredSection DOCUMENTS =
            DeclaredSection.of(
                    text(
                                    "name",
                                    Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}"),
                                    "lower-case letters, digits, dashes and underscores")
                            .mustBe()
                            .means(
                                    "the name by which definitions call them: lower-case letters, digits, `-`, `_`"),
                    text("url")
                            .mustBe()
                            .means(
                                    "where they are: a folder (`file:./drop`), a bucket (`s3://bucket/prefix`), or a server of the web, with `{date}` where its URL has the day (`https://rates.example/{date}/gbp.json`)"),
                    text("since")
                            .told("today")
                            .means(
                                    "of a URL with `{date}`: the first day that is asked for, such as `2026-11-01`"),
                    text("endpoint")
                            .onlyFor("a bucket that is not at AWS")
                            .means("the server's URL, as of the lake"),
                    REGION.onlyFor("a bucket"),
                    accessKey("list and read").onlyFor("a bucket"),
                    SECRET.onlyFor("a bucket"),
                    SECRET_FILE.onlyFor("a bucket"));

    private PlaceKeys() {}

    private static DeclaredKey accessKey(String rights) {
        return text("access-key")
                .told("from where the AWS SDK looks")
                .means("the id of the key that may %s objects".formatted(rights));
    }
}
