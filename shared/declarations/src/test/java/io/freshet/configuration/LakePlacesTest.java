package io.freshet.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.yaml.DeclarationException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a configuration says that the lake lies. */
class LakePlacesTest {

    private static LakeConfig read(String lake) {
        String text =
                """
                broker: {url: "amqp://localhost"}
                warehouse: {url: "postgresql://db/warehouse", username: me}
                sources: [{name: fra, url: "postgresql://db/fra", username: me}]
                lake: %s
                """
                        .formatted(lake);
        return new ConfigurationReader(Map.of())
                .read("freshet.yaml", new StringReader(text), Path.of("/etc/freshet"))
                .lake()
                .orElseThrow();
    }

    private static LakeConfig.Folder folder(String path) {
        return new LakeConfig.Folder(Path.of(path));
    }

    @Test
    void oneFolderOrBucketHoldsAllUnlessStarTablesHaveTheirOwn() {
        assertThat(read("{url: file:./lake}")).isEqualTo(folder("/etc/freshet/lake"));
        assertThat(read("{url: file:./lake, processed-url: file:/stars}"))
                .isEqualTo(new LakeConfig.TwoPlaces(folder("/etc/freshet/lake"), folder("/stars")));
        assertThat(read("{url: file:./lake, processed-url: file:/etc/freshet/lake}"))
                .as("the same place twice is one")
                .isEqualTo(folder("/etc/freshet/lake"));
    }

    @Test
    void bothBucketsAreOfTheSameServerAndKeys() {
        LakeConfig.TwoPlaces places =
                (LakeConfig.TwoPlaces)
                        read(
                                "{url: \"s3://raw/a\", processed-url: \"s3://out\", endpoint: \"http://minio:9000\","
                                        + " access-key: me, secret-key: hush}");

        assertThat(places.main()).hasToString("s3://raw/a at http://minio:9000");
        assertThat(places.processed()).hasToString("s3://out at http://minio:9000");
        assertThat(((LakeConfig.Bucket) places.processed()).secretKey().value()).isEqualTo("hush");
    }

    @Test
    void aFolderAndABucketCanBeMixed() {
        LakeConfig.TwoPlaces places =
                (LakeConfig.TwoPlaces)
                        read(
                                "{url: file:/lake, processed-url: \"s3://out\", endpoint: \"http://minio:9000\"}");

        assertThat(places.main()).isEqualTo(folder("/lake"));
        assertThat(places.processed()).hasToString("s3://out at http://minio:9000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "{url: file:/lake, processed-url: ftp://x/y} => lake.processed-url: must be a folder",
                "{url: ftp://x/y, processed-url: file:/stars} => lake.url: must be a folder",
                "{processed-url: file:/stars} => lake.url: is missing",
                "`{url: file:/lake, processed-url: file:/stars, endpoint: \"http://minio:9000\"}` => lake.endpoint: is for a bucket"
            })
    void whatIsWrongIsSaidOfTheKeyThatIs(String lake, String problem) {
        assertThatThrownBy(() -> read(lake))
                .isInstanceOf(DeclarationException.class)
                .hasMessageContaining(problem);
    }
}
