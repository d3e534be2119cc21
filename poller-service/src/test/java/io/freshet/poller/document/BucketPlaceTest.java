package io.freshet.poller.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.configuration.LakeConfig;
import io.freshet.configuration.Secret;
import io.freshet.testkit.processes.BucketServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents of a bucket, on a server that speaks S3. */
@Tag("slow")
class BucketPlaceTest {

    private static LakeConfig.Bucket bucket(BucketServer server, String name) {
        return new LakeConfig.Bucket(
                name,
                "in/drop",
                Optional.of(server.endpoint()),
                "eu-west-2",
                Optional.of("key"),
                new Secret("secret"));
    }

    @Test
    void hasTheJsonObjectsRightBelowItsPrefix(@TempDir Path folder) throws Exception {
        try (BucketServer server = BucketServer.start(folder, "files");
                BucketPlace place = new BucketPlace(bucket(server, "files"), Clock.systemUTC());
                BucketPlace other = new BucketPlace(bucket(server, "nowhere"), Clock.systemUTC())) {
            for (String name :
                    List.of("in/drop/b.json", "in/drop/a.jsonl", "in/drop/c.txt", "in/d.json")) {
                put(server, name, name);
            }
            put(server, "in/drop/old/e.json", "e");
            List<FoundDocument> found = place.list(Set.of());

            assertThat(found).extracting(FoundDocument::name).containsExactly("a.jsonl", "b.json");
            assertThat(place.fetch(found.get(1))).asString(UTF_8).isEqualTo("in/drop/b.json");

            put(server, "in/drop/b.json", "changed");

            assertThat(place.list(Set.of()).get(0)).isEqualTo(found.get(0));
            assertThat(place.list(Set.of()).get(1).tag()).isNotEqualTo(found.get(1).tag());
            assertThatThrownBy(() -> other.list(Set.of()))
                    .isInstanceOf(PlaceException.class)
                    .hasMessageContaining("s3://nowhere/in/drop at http://127.0.0.1")
                    .hasMessageContaining("cannot be listed");
        }
    }

    private static void put(BucketServer server, String name, String content) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(server.endpoint() + "/files/" + name))
                        .PUT(BodyPublishers.ofString(content))
                        .build();
        assertThat(HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
    }
}
