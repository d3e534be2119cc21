package io.freshet.testkit.quarkus;

import io.freshet.testkit.TestBroker;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.processes.WebPort;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives a Quarkus test an empty warehouse database, a bus of its own, and as many source databases
 * as it names, and tells the application of them by Freshet's configuration file and by Quarkus'
 * own keys; removes them afterwards. Use it as {@code @QuarkusTestResource}, or {@code
 * WithTestResource}, with these arguments, all optional:
 *
 * <ul>
 *   <li>{@code prefix}: first part of the names of databases, exchanges and queues: the module, in
 *       lower case, as whose service the application signs in, with no more rights than {@code
 *       ./freshet grants} gives it
 *   <li>{@code sources}: names of sources, separated by commas; each gets a database that is read
 *       by a role that may only select
 *   <li>{@code http}: keys of the section of that name, separated by commas; {@code {token}} stands
 *       for a file with the value of {@code token}, {@code {port}} for a port that nobody listens
 *       on
 *   <li>{@code source-script}: a class path resource with SQL that fills each source database
 * </ul>
 *
 * <p>Fields of the test class are set: of type {@link TestBus}; of type {@link WebPort}, the port
 * for operators, or where it is named {@code other}, the one that nobody listens on; of type {@link
 * TestDatabase} where their name is {@code warehouse} or that of a source.
 */
public final class FreshetTestResource implements QuarkusTestResourceLifecycleManager {

    private static final String FILE_PROPERTY = "freshet.config";
    private static final String WAREHOUSE = "warehouse";

    private final Map<String, TestDatabase> databases = new LinkedHashMap<>();
    private String prefix = "quarkus_test";
    private List<String> sources = List.of();
    private String script = "";
    private String http = "";
    private String token = "";
    private Path tokenFile;
    private TestBus bus;
    private WebPort management;
    private final WebPort other = WebPort.free();
    private Path file;

    @Override
    public void init(Map<String, String> arguments) {
        prefix = arguments.getOrDefault("prefix", prefix);
        sources =
                Stream.of(arguments.getOrDefault("sources", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
        http = arguments.getOrDefault("http", "");
        token = arguments.getOrDefault("token", "");
        script =
                arguments.containsKey("source-script")
                        ? resource(arguments.get("source-script"))
                        : "";
    }

    @Override
    public Map<String, String> start() {
        bus = TestServers.broker().createBus(prefix);
        TestDatabase warehouse = TestServers.postgres().createDatabase(prefix);
        databases.put(WAREHOUSE, warehouse);
        SignedInService service = new SignedInService(prefix, warehouse, bus);
        FreshetFile config =
                new FreshetFile()
                        .warehouse(warehouse.url(), service.warehouse())
                        .broker(service.brokerUrl());
        for (String source : sources) {
            TestDatabase database = TestServers.postgres().createDatabase(prefix);
            databases.put(source, database);
            if (!script.isEmpty()) {
                database.execute(script);
            }
            config.source(source, database);
        }
        tell(config);
        Map<String, String> settings = new HashMap<>(keys(warehouse, service, bus));
        // for applications that run in a process of their own
        settings.put(FILE_PROPERTY, file.toString());
        management = WebPort.free();
        for (String key : List.of("quarkus.management.port", "quarkus.management.test-port")) {
            settings.put(key, Integer.toString(management.number()));
        }
        return settings;
    }

    private void tell(FreshetFile config) {
        try {
            if (!http.isEmpty()) {
                tokenFile = Files.writeString(Files.createTempFile("freshet-token", ""), token);
                config.http(
                        http.replace("{token}", tokenFile.toString())
                                .replace("{port}", Integer.toString(other.number())));
            }
            file = config.writeTo(Files.createTempFile("freshet-test", ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        System.setProperty(FILE_PROPERTY, file.toString());
    }

    private static Map<String, String> keys(
            TestDatabase warehouse, SignedInService service, TestBus bus) {
        TestBroker broker = bus.broker();
        String[] user = URI.create(service.brokerUrl()).getUserInfo().split(":", 2);
        return Map.of(
                "freshet.bus.prefix", bus.prefix(),
                "quarkus.datasource.reactive.url", warehouse.url(),
                "quarkus.datasource.username", service.warehouse().username(),
                "quarkus.datasource.password", service.warehouse().password(),
                "rabbitmq-host", broker.host(),
                "rabbitmq-port", Integer.toString(broker.port()),
                "rabbitmq-username", user[0],
                "rabbitmq-password", user[1]);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(bus, field -> field.getType().equals(TestBus.class));
        injector.injectIntoFields(
                management, field -> field.getType().equals(WebPort.class) && !isOther(field));
        injector.injectIntoFields(
                other, field -> field.getType().equals(WebPort.class) && isOther(field));
        databases.forEach(
                (name, database) ->
                        injector.injectIntoFields(
                                database,
                                field ->
                                        field.getType().equals(TestDatabase.class)
                                                && field.getName().equals(name)));
    }

    private static boolean isOther(Field field) {
        return field.getName().equals("other");
    }

    @Override
    public void stop() {
        System.clearProperty(FILE_PROPERTY);
        databases.values().forEach(TestDatabase::close);
        databases.clear();
        if (bus != null) {
            bus.close();
        }
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
            if (tokenFile != null) {
                Files.deleteIfExists(tokenFile);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try (InputStream in = loader.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("no class path resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
