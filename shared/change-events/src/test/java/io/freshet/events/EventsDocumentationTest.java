package io.freshet.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What docs/events.md and docs/asyncapi.yaml say is what the codecs do. */
class EventsDocumentationTest {

    private static final Path DOCS = Path.of("..", "..", "docs");
    private static final Set<String> OPTIONAL =
            Set.of("revision", "ownTimes", "progress", "tables");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleOfAnEventIsWhatTheCodecWrites() throws Exception {
        List<ChangeEvent> events = new ArrayList<>();
        for (String example : examples()) {
            if (example.startsWith("{")) {
                ChangeEvent event = ChangeEventCodec.decode(example.getBytes(UTF_8));
                assertThat(tokens(ChangeEventCodec.encode(event)))
                        .isEqualTo(tokens(example.getBytes(UTF_8)));
                events.add(event);
            }
        }
        assertThat(events)
                .extracting(ChangeEventCodec::kindOf)
                .containsExactlyElementsOf(ChangeEventCodec.kinds());
    }

    @Test
    void theExampleOfAStatusMessageIsWhatTheCodecWrites() throws Exception {
        byte[] example = statusExample();

        List<SourceStatus> statuses = SourceStatusCodec.decode(example);

        assertThat(statuses).isNotEmpty();
        assertThat(tokens(SourceStatusCodec.encode(statuses))).isEqualTo(tokens(example));
    }

    @Test
    void schemasNameTheFieldsThatTheCodecsWrite() throws Exception {
        for (String example : examples()) {
            List<String> fields = topFields(example.getBytes(UTF_8));
            String schema =
                    example.startsWith("[")
                            ? "sourceStatus"
                            : ChangeEventCodec.kindOf(
                                    ChangeEventCodec.decode(example.getBytes(UTF_8)));
            assertThat(schema(schema, "properties"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .as(schema)
                    .containsOnlyKeys(fields.toArray());
            assertThat(schema(schema, "required"))
                    .as(schema)
                    .isEqualTo(fields.stream().filter(field -> !OPTIONAL.contains(field)).toList());
        }
    }

    @Test
    void namesStatesKindsAndVersionAsTheCodeDoes() throws Exception {
        List<String> states = Arrays.stream(SourceState.values()).map(SourceState::text).toList();

        assertThat(schema("sourceStatus", "properties", "state", "enum"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactlyInAnyOrderElementsOf(states);
        assertThat(page()).contains(states.stream().map(state -> "`" + state + "`").toList());
        assertThat(schema("changeHeaders", "properties", BusTopology.KIND_HEADER, "enum"))
                .isEqualTo(ChangeEventCodec.kinds());
        assertThat(schema("changeHeaders", "properties", BusTopology.VERSION_HEADER, "const"))
                .isEqualTo(ChangeEventCodec.VERSION);
    }

    @Test
    void namesEverythingOnTheBroker() throws Exception {
        BusTopology bus = BusTopology.DEFAULT;
        Stream<String> names =
                Stream.of(
                        bus.changesExchange(),
                        bus.changesQueue(0),
                        bus.changesQueue(BusTopology.PARTITIONS - 1),
                        bus.deadLetterQueue(),
                        bus.statusExchange(),
                        BusTopology.VERSION_HEADER,
                        BusTopology.KIND_HEADER,
                        BusTopology.SOURCE_HEADER,
                        BusTopology.TRACE_HEADER,
                        BusTopology.REASON_HEADER,
                        BusTopology.ORIGIN_HEADER,
                        ChangeEventCodec.CONTENT_TYPE,
                        SourceStatusCodec.CONTENT_TYPE);
        Stream<String> arguments =
                BusTopology.changesQueueArguments().entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + entry.getValue());

        assertThat(page())
                .contains(Stream.concat(names, arguments).map(name -> "`" + name + "`").toList());
        assertThat(Files.readString(DOCS.resolve("asyncapi.yaml")))
                .contains(
                        bus.changesExchange(),
                        bus.deadLetterQueue(),
                        bus.statusExchange(),
                        ChangeEventCodec.CONTENT_TYPE,
                        SourceStatusCodec.CONTENT_TYPE,
                        BusTopology.REASON_HEADER,
                        BusTopology.ORIGIN_HEADER);
    }

    @Test
    void theFormulaForThePartitionIsTheOneInUse() {
        // As the page has it: floorMod((hash * 0x9E3779B9) >>> 16, 4)
        assertThat(IntStream.range(0, 1_000).mapToObj(number -> "source-" + number))
                .allSatisfy(
                        source ->
                                assertThat(BusTopology.partitionOf(source))
                                        .isEqualTo(
                                                Math.floorMod(
                                                        (source.hashCode() * 0x9E3779B9) >>> 16,
                                                        4)));
    }

    private static String page() throws IOException {
        return Files.readString(DOCS.resolve("events.md"));
    }

    private static List<String> examples() throws IOException {
        return EXAMPLE.matcher(page()).results().map(example -> example.group(1)).toList();
    }

    private static byte[] statusExample() throws IOException {
        return examples().stream()
                .filter(example -> example.startsWith("["))
                .findFirst()
                .orElseThrow()
                .getBytes(UTF_8);
    }

    private static Object schema(String name, String... path) throws IOException {
        Object place =
                new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(Files.readString(DOCS.resolve("asyncapi.yaml")));
        for (String step :
                Stream.concat(Stream.of("components", "schemas", name), Arrays.stream(path))
                        .toList()) {
            place = ((Map<?, ?>) place).get(step);
        }
        return place;
    }

    /** The JSON without its white space. */
    private static List<String> tokens(byte[] json) throws IOException {
        List<String> tokens = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                tokens.add(parser.currentToken() + " " + parser.getText());
            }
        }
        return tokens;
    }

    /** Names of the fields of an object, or of the first object of an array. */
    private static List<String> topFields(byte[] json) throws IOException {
        List<String> fields = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                parser.nextToken();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                fields.add(parser.currentName());
                parser.nextToken();
                parser.skipChildren();
            }
        }
        return fields;
    }
}
