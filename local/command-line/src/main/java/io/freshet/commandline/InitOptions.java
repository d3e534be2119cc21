package io.freshet.commandline;

import io.freshet.commandline.option.TextLike;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code init}. */
@Command(
        name = "init",
        header = "Propose charts for a database that nobody has described yet.",
        description = {
            "",
            "Looks at a PostgreSQL database with rights to SELECT, changes nothing there, and"
                    + " proposes tables, keys, joins, time columns and first charts. Writes"
                    + " DIR/freshet.yaml and DIR/NAME.yaml, which check passes and up runs as they are,"
                    + " with comments that invite to change them."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./freshet init --url postgresql://reader@db.example:5432/shop",
            "  ./freshet init --url postgresql://reader@db.example:5432/shop --dir charts --name"
                    + " sales",
            "",
            "The password is taken from the URL, from the environment variable PGPASSWORD, or asked"
                    + " for,",
            "and kept in DIR/.secrets/NAME, which nobody else may read."
        })
public final class InitOptions {

    @Option(
            names = "--url",
            paramLabel = "URL",
            required = true,
            description = "The database: postgresql://user@host:port/database.")
    private String url;

    @Option(
            names = "--dir",
            paramLabel = "DIR",
            description = "The folder to write to. Default: this one.")
    private Path dir = Path.of("");

    @TextLike(
            pattern = "[a-z][a-z0-9_]{0,39}",
            words = "up to 40 lower-case letters, digits and underscores, a letter first")
    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "The name of source and definition. Default: the database's.")
    private String name;

    @Option(names = "--force", description = "Write over files that are there already.")
    private boolean force;

    /** Where the database is, as typed. */
    public String url() {
        return url;
    }

    /** The folder to write to. */
    public Path dir() {
        return dir;
    }

    /** The name that was asked for, if any. */
    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /** Whether files are written over. */
    public boolean force() {
        return force;
    }
}
