package io.freshet.launcher.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.commandline.FreshetCommands;
import io.freshet.commandline.OpenApiOptions;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./freshet openapi} of a file whose servers do not run. */
class OpenApiCommandTest {

    @TempDir private Path folder;

    @Test
    void describesTheChartsOfTheFilesDefinitions() throws Exception {
        Files.writeString(
                folder.resolve("shop.yaml"),
                """
                pipeline: shop
                tables:
                  orders: {key: id, columns: {id: bigint, placed: date}}
                charts:
                  per-day: {by: {day: orders.placed}, values: {orders: count}}
                """);
        Path file =
                Files.writeString(
                        folder.resolve("freshet.yaml"),
                        """
                        pipelines: [shop.yaml]
                        sources: [{name: s, url: "postgresql://u@127.0.0.1:1/s", pipeline: shop}]
                        """);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, UTF_8);

        int status =
                new FreshetCommands(out, out)
                        .on(OpenApiOptions.class, new OpenApiCommand(out)::run)
                        .execute("openapi", "--config", file.toString());

        assertThat(status).as(said.toString(UTF_8)).isZero();
        JsonObject document = new JsonObject(said.toString(UTF_8));
        assertThat(document.getString("openapi")).startsWith("3.");
        assertThat(document.getJsonObject("paths").fieldNames())
                .containsExactlyInAnyOrder(
                        "/charts/shop/per-day",
                        "/charts/shop/per-day/stream",
                        "/charts/shop/freshness",
                        "/charts/shop/freshness/stream");
    }
}
