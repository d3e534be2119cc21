package io.freshet.endtoend;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.TestDatabase.Login;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.configuration.FreshetFile;
import io.freshet.testkit.processes.WebPort;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Sources that cannot be read, each for a reason of its own, and {@code fra}, which can. */
final class BrokenSources implements AutoCloseable {

    /** What is said of each source that cannot be read. */
    static final Map<String, String> REASONS =
            Map.of(
                    "dwn", "nothing answers there; start the database or check sources.url",
                    "dns", "there is no host of that name; check sources.url",
                    "pwd", "password authentication failed for .*; check username and password",
                    "tab", "there is no table public.responses; .*restore it, or change",
                    "col", "table responses has no column belong; .*restore it, or change",
                    "typ", "column escs of table responses is integer, not text; .*restore it",
                    "sel",
                            "may not read table public.responses; run: grant select on public.responses to .*_reader",
                    "few",
                            "may not read columns .*belong.*; run: grant select \\(.*belong.*\\) on public.responses to .*_reader");

    private final Map<String, TestDatabase> databases = new LinkedHashMap<>();

    BrokenSources(TestPostgres server) {
        for (String name : List.of("pwd", "tab", "col", "typ", "sel", "few", "fra")) {
            TestDatabase database = server.createDatabase("bad_source");
            database.reader();
            if (!name.equals("tab")) {
                database.execute(
                        SurveyTable.CREATE, SurveyTable.INSERT + "values ('X', '1', '', '', '')");
            }
            databases.put(name, database);
        }
        String allRights = "revoke all on responses from ";
        databases.get("col").execute("alter table responses drop column belong");
        databases.get("typ").execute("alter table responses alter escs type int using 1");
        databases.get("sel").execute(allRights + databases.get("sel").reader().username());
        databases
                .get("few")
                .execute(
                        allRights + databases.get("few").reader().username(),
                        "grant select (id, cnt) on responses to "
                                + databases.get("few").reader().username());
    }

    /** Whether a chart says of each what is wrong with it. */
    static boolean areShownIn(FreshnessChart chart) {
        return Stream.of("DWN", "DNS", "PWD", "SEL", "FEW")
                        .allMatch(name -> chart.status(name).equals("unreachable"))
                && Stream.of("TAB", "COL", "TYP")
                        .allMatch(name -> chart.status(name).equals("drifted"));
    }

    /** The one that can be read. */
    TestDatabase good() {
        return databases.get("fra");
    }

    /** Names them in a configuration. */
    FreshetFile addTo(FreshetFile file) {
        Login nobody = new Login("nobody", "");
        file.source(
                        "dwn",
                        "postgresql://127.0.0.1:%d/dwn".formatted(WebPort.free().number()),
                        nobody)
                .source("dns", "postgresql://no-such-host.invalid/dns", nobody);
        databases.forEach(
                (name, database) ->
                        file.source(
                                name,
                                database.url(),
                                name.equals("pwd")
                                        ? new Login(database.reader().username(), "wrong")
                                        : database.reader()));
        return file;
    }

    @Override
    public void close() {
        databases.values().forEach(TestDatabase::close);
    }
}
