package io.freshet.launcher.init;

import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.InitOptions;
import io.freshet.commandline.UsageException;
import io.freshet.configuration.ConfigurationReader;
import io.freshet.configuration.DatabaseUrl;
import io.freshet.launcher.init.described.DescribedDatabase;
import io.freshet.launcher.init.described.DescribedTable;
import io.freshet.launcher.init.look.DatabaseLook;
import io.freshet.launcher.init.propose.JoinRule;
import io.freshet.launcher.init.propose.JoinRule.Lead;
import io.freshet.launcher.init.propose.Proposal;
import io.freshet.launcher.init.propose.Proposer;
import io.freshet.launcher.init.propose.Remark;
import io.freshet.launcher.init.propose.TableChoice;
import io.freshet.launcher.init.written.ConfigurationText;
import io.freshet.launcher.init.written.DefinitionText;
import io.freshet.yaml.DeclarationException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code ./freshet init}: looks at a database and writes a configuration and a definition for it,
 * which run as they are.
 */
public final class InitCommand {

    private final PrintStream out;
    private final Map<String, String> environment;
    private final PasswordPrompt prompt;

    /**
     * @param out where it is said what was found and written
     * @param environment the environment variables, of which one may hold the password
     * @param prompt asks for the password where nothing else gives it
     */
    public InitCommand(PrintStream out, Map<String, String> environment, PasswordPrompt prompt) {
        this.out = out;
        this.environment = Map.copyOf(environment);
        this.prompt = prompt;
    }

    /**
     * Looks, proposes and writes; blocks. Exit status 0.
     *
     * @throws UsageException where URL or name are not as they must be
     * @throws CommandFailure where a file is there already, the database does not answer, or it has
     *     no table that can be read
     */
    public int run(InitOptions options) {
        DatabaseUrl url = url(options.url());
        String name = SourceName.of(options.name(), url.database());
        NewFiles files = new NewFiles(options.dir(), name, options.force());
        files.requireFree();
        DatabaseSignIn signIn = new DatabaseSignIn(url, environment, prompt);
        try (DatabaseLook look = signIn.open()) {
            DescribedDatabase database = look.catalogue();
            out.printf(
                    "Looking at %s as %s: PostgreSQL %s, tables and views: %,d%n",
                    url, database.user(), database.version(), database.tables().size());
            Proposal proposal = proposal(look, database);
            new Findings(out).print(database, proposal);
            if (proposal.tables().isEmpty()) {
                throw new CommandFailure(
                        "%s has no table that can be read; the lines above say why, nothing is written"
                                .formatted(url));
            }
            write(files, name, options.url(), signIn, proposal);
        } catch (SQLException e) {
            throw signIn.explained(e);
        }
        out.printf(
                "%nNext:%n  ./freshet check --config %s%n  ./freshet up --config %s%n",
                files.configuration(), files.configuration());
        return 0;
    }

    private static DatabaseUrl url(String text) {
        try {
            return DatabaseUrl.parse(KeptUrl.withWholePaths(text));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--url " + e.getMessage());
        }
    }

    private static Proposal proposal(DatabaseLook look, DescribedDatabase database) {
        TableChoice choice = TableChoice.of(database);
        List<DescribedTable> tables = look.values(choice.chosen());
        List<Lead> leads = new ArrayList<>(JoinRule.declared(tables));
        leads.addAll(look.confirmed(JoinRule.guessed(tables)));
        List<Remark> remarks = new ArrayList<>(choice.remarks());
        remarks.addAll(look.remarks());
        return new Proposer(LocalDate.now(ZoneOffset.UTC)).propose(tables, leads, remarks);
    }

    private void write(
            NewFiles files, String name, String url, DatabaseSignIn signIn, Proposal proposal) {
        boolean zoneless =
                proposal.tables().stream()
                        .flatMap(table -> table.columns().stream())
                        .anyMatch(column -> column.isRead() && column.type().equals("timestamp"));
        files.write(
                new ConfigurationText(
                                name,
                                KeptUrl.of(url),
                                signIn.username(),
                                signIn.keptPassword().map(kept -> files.passwordPath()),
                                zoneless)
                        .write(),
                new DefinitionText(name, proposal).write(),
                signIn.keptPassword());
        try {
            new ConfigurationReader(environment).read(files.configuration());
        } catch (DeclarationException e) {
            throw new CommandFailure(
                    "what was written cannot be read, which is a fault of Freshet: %s; please report it, with the file"
                            .formatted(e.getMessage()),
                    e);
        }
        out.printf("%nWritten: %s%n", String.join(", ", files.written()));
    }
}
