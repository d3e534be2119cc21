package io.freshet.warehouse;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.ResourceProvider;
import org.flywaydb.core.api.resource.LoadableResource;

/**
 * The migrations of this program, by name. Flyway would find them by listing the class path, which
 * a native executable does not have.
 */
final class PackagedMigrations implements ResourceProvider {

    /** All of them; one that is not named here is not applied. */
    static final List<String> NAMES =
            List.of(
                    "V1__registry_ledger_and_state.sql",
                    "V2__definition_revisions.sql",
                    "V3__declared_sources.sql",
                    "V4__row_changes.sql",
                    "V5__inferred_members.sql",
                    "V6__alerts.sql",
                    "V7__source_schemas.sql",
                    "V8__documents.sql",
                    "V9__summaries_being_built.sql",
                    "V10__tables_set_aside.sql",
                    "V11__rows_set_aside.sql",
                    "V12__former_charts.sql",
                    "V13__poller_sessions.sql");

    private static final String FOLDER = "migrations/";

    /** The text of one of them. */
    static String text(String name) {
        try (Reader reader = new Script(name).read()) {
            StringWriter text = new StringWriter();
            reader.transferTo(text);
            return text.toString();
        } catch (IOException e) {
            throw new UncheckedIOException("reading migration " + name, e);
        }
    }

    @Override
    public LoadableResource getResource(String name) {
        return NAMES.contains(name) ? new Script(name) : null;
    }

    @Override
    public Collection<LoadableResource> getResources(String prefix, String[] suffixes) {
        return NAMES.stream()
                .filter(name -> name.startsWith(prefix))
                .filter(name -> Arrays.stream(suffixes).anyMatch(name::endsWith))
                .map(name -> (LoadableResource) new Script(name))
                .toList();
    }

    private static final class Script extends LoadableResource {

        private final String name;

        private Script(String name) {
            this.name = name;
        }

        @Override
        public Reader read() {
            return new InputStreamReader(
                    Objects.requireNonNull(
                            WarehouseMigration.class.getResourceAsStream(FOLDER + name), name),
                    StandardCharsets.UTF_8);
        }

        @Override
        public String getAbsolutePath() {
            return FOLDER + name;
        }

        @Override
        public String getAbsolutePathOnDisk() {
            return FOLDER + name;
        }

        @Override
        public String getFilename() {
            return name;
        }

        @Override
        public String getRelativePath() {
            return name;
        }
    }
}
