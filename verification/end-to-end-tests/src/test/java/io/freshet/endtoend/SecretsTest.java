package io.freshet.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.broker.BrokerOptions;
import io.freshet.embedded.broker.EmbeddedBroker;
import io.freshet.testkit.TestBus;
import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestDatabase.Login;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.files.RepositoryFiles;
import io.freshet.testkit.processes.ChildProcess;
import io.freshet.testkit.processes.Program;
import io.freshet.testkit.processes.WebPort;
import io.freshet.testkit.processes.WebPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every password, token and webhook carries a mark, and the mark is nowhere that others see: also
 * where servers refuse, cannot be reached, or their addresses cannot be read.
 */
@Tag("slow")
class SecretsTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final String MARK = "hushhushhushhush";
    private static final String TOKEN = MARK + "-of-charts";
    private static final KeptSecret SECRETS = new KeptSecret(MARK);

    @TempDir Path folder;

    private final TestPostgres server = TestServers.embeddedPostgres();
    private TestDatabase warehouse;
    private TestDatabase source;
    private EmbeddedBroker broker;
    private TestBus bus;

    @BeforeEach
    void makeServers() {
        warehouse = server.createDatabase("secret_warehouse");
        source = server.createDatabase("secret_source");
        source.execute(SurveyTable.CREATE, SurveyTable.INSERT + "values ('X', '1', '', '', '')");
        warehouse.execute(
                "create role %s login password '%s'".formatted(owner().username(), MARK),
                "grant create on database %s to %s"
                        .formatted(warehouse.name(), owner().username()));
        source.execute("alter role %s password '%s'".formatted(source.reader().username(), MARK));
        BrokerOptions free = BrokerOptions.defaults();
        broker =
                EmbeddedBroker.start(
                        new BrokerOptions(free.port(), "freshet", MARK, free.queueBytes()));
        bus = TestServers.broker().createBus("secret");
    }

    @AfterEach
    void end() {
        broker.close();
        bus.close();
        source.close();
        warehouse.execute("drop owned by " + owner().username(), "drop role " + owner().username());
        warehouse.close();
    }

    private Login owner() {
        return new Login(warehouse.name() + "_owner", MARK);
    }

    private FreshetFile configuration() throws IOException {
        assertThat(broker.url()).contains(MARK);
        int silent = WebPort.free().number();
        return new FreshetFile()
                .warehouse(warehouse.url(), owner())
                .broker(broker.url())
                .guardedBy(Files.writeString(folder.resolve("token"), TOKEN))
                .alerts(
                        "stale-after: 10s, slack: {url: 'http://127.0.0.1:%d/services/%s'}"
                                        .formatted(silent, MARK)
                                + ", email: {host: 127.0.0.1, port: %d, tls: none, username: u,"
                                        .formatted(silent)
                                + " password: %s, from: a@example.org, to: [b@example.org]}"
                                        .formatted(MARK))
                .source("fra", source.url(), new Login(source.reader().username(), MARK))
                .source("wrg", source.url(), new Login(source.reader().username(), MARK + "-wrong"))
                .source(
                        "sil",
                        "postgresql://127.0.0.1:%d/silent".formatted(silent),
                        new Login("nobody", MARK))
                .source(
                        "url",
                        "postgresql://nobody:%s@no-such-host.invalid/url".formatted(MARK),
                        new Login("nobody", MARK));
    }

    @Test
    void areToldNowhereByARunThatHasTroubleWithThem() throws Exception {
        try (RunningFreshet freshet = RunningFreshet.start(configuration(), bus, folder)) {
            keepForOwner(folder.resolve("freshet.yaml"), folder.resolve("token"));
            for (String line :
                    List.of(
                            "source wrg \\(.*password authentication failed",
                            "source sil \\(.*nothing answers",
                            "source url \\(.*no host of that name",
                            "An alert by slack was not sent",
                            "An alert by e-?mail was not sent")) {
                freshet.process().awaitLine(Pattern.compile(line), SOON);
            }
            awaitLive(freshet);

            SECRETS.assertIsToldNowhere(freshet, warehouse);
            SECRETS.assertIsNotAnswered(
                    freshet.process(), path -> freshet.process().port().get(path, TOKEN));
            SECRETS.assertNotIn("an audit", freshet.check("--audit"));
            SECRETS.assertIsNotForOthersIn(folder, 2);
        }
    }

    private static void awaitLive(RunningFreshet freshet) throws InterruptedException {
        assertThat(freshet.get("/charts/freshness")).contains("401");
        long until = System.nanoTime() + SOON.toNanos();
        WebPort charts = freshet.process().port();
        while (!charts.get("/charts/freshness", TOKEN).contains("\"status\":\"live\"")) {
            assertThat(System.nanoTime()).as(freshet.process().output()).isLessThan(until);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** What the user writes is the user's to keep. */
    private static void keepForOwner(Path... files) throws IOException {
        for (Path file : files) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "up", "status"})
    void areNotInWhatIsSaidOfServersThatRefuseThem(String command) throws IOException {
        FreshetFile file =
                configuration()
                        .warehouse(warehouse.url(), new Login(owner().username(), MARK + "-wrong"));

        assertIsKept(command, file.http(WebPorts.free()).text(), "password authentication failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"check", "up", "status"})
    void areNotInWhatIsSaidOfAddressesThatCannotBeRead(String command) throws IOException {
        String text =
                configuration().http(WebPorts.free()).text()
                        + "  - {name: port, url: 'postgresql://u:%1$s@127.0.0.1:port/x'}%n"
                                .formatted(MARK)
                        + "  - {name: space, url: 'postgresql://u:%1$s @127.0.0.1/x'}%n"
                                .formatted(MARK)
                        + "  - {name: scheme, url: 'mysql://u:%1$s@127.0.0.1/x'}%n".formatted(MARK)
                        + "  - {name: key, url: 'postgresql://127.0.0.1/x', passwort: %1$s}%n"
                                .formatted(MARK);
        text = text.replace(broker.url(), broker.url().replaceFirst("(?<=:)[0-9]+", "port"));

        assertIsKept(command, text, "broker.url");
    }

    private void assertIsKept(String command, String text, String said) throws IOException {
        assertThat(text).contains(MARK);
        Path file = Files.writeString(folder.resolve("wrong.yaml"), text);
        try (ChildProcess process =
                Program.freshet(List.of(command, "--config", file.toString()))
                        .withJava(List.of("-Xmx200m", "-Dfreshet.bus.prefix=" + bus.prefix()))
                        .start()) {
            assertThat(process.awaitExit(SOON)).as(process.output()).isNotZero();
            assertThat(process.output()).contains(said);
            SECRETS.assertNotIn(command, process.output());
        }
    }

    @Test
    void ofServersThatStandInAreForTheirOwnerAlone() throws Exception {
        Path data = folder.resolve(".freshet");
        FreshetFile file =
                new FreshetFile()
                        .source("fra", source.url(), new Login(source.reader().username(), MARK));
        try (RunningFreshet freshet = RunningFreshet.start(file, bus, folder)) {
            keepForOwner(folder.resolve("freshet.yaml"));
            KeptSecret drawn =
                    new KeptSecret(
                            MARK,
                            Files.readString(data.resolve("broker.password")).strip(),
                            Files.readString(data.resolve("warehouse/password")).strip());

            drawn.assertIsNotAnswered(freshet.process(), freshet.process()::get);
            drawn.assertIsNotSaid(freshet);
            drawn.assertIsNotForOthersIn(folder, 100);
            assertThat(Files.getPosixFilePermissions(data))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            freshet.process().end();
        }
    }

    @Test
    void areInNoHeapDumpThatNobodyAskedFor() throws IOException {
        List<Path> starters =
                Stream.of("freshet", "freshet.cmd", "deploy").map(RepositoryFiles::path).toList();
        for (Path starter : starters) {
            try (Stream<Path> files = Files.walk(starter)) {
                assertThat(files.filter(SecretsTest::isSource))
                        .isNotEmpty()
                        .allSatisfy(file -> assertThat(file).content().doesNotContain("HeapDump"));
            }
        }
    }

    private static boolean isSource(Path file) {
        return Files.isRegularFile(file) && !file.toString().contains("/target/");
    }
}
