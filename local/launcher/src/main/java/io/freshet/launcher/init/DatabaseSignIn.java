package io.freshet.launcher.init;

import io.freshet.commandline.CommandFailure;
import io.freshet.commandline.UsageException;
import io.freshet.configuration.DatabaseUrl;
import io.freshet.configuration.Secret;
import io.freshet.launcher.init.look.DatabaseLook;
import io.freshet.runtime.postgres.DatabaseAccess;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Signs in to the database: with the password of the URL, or that of {@code PGPASSWORD}, or that of
 * the user's password file, or without one; where it asks for one all the same, a person is asked.
 */
final class DatabaseSignIn {

    private static final Set<String> ASKS = Set.of("28P01", "08004");

    private final DatabaseUrl url;
    private final PasswordPrompt prompt;
    private final String username;
    private Secret password;

    /**
     * @throws UsageException where nothing says who signs in
     */
    DatabaseSignIn(DatabaseUrl url, Map<String, String> environment, PasswordPrompt prompt) {
        this.url = url;
        this.prompt = prompt;
        this.username =
                url.username()
                        .or(() -> Optional.ofNullable(environment.get("PGUSER")))
                        .filter(user -> !user.isBlank())
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                "--url names no user; write it as in"
                                                        + " postgresql://reader@host:5432/database"));
        this.password =
                url.password().isNone()
                        ? new Secret(environment.getOrDefault("PGPASSWORD", ""))
                        : url.password();
    }

    /** Who signs in. */
    String username() {
        return username;
    }

    /** The password, where one was given or asked for; that of the user's file stays there. */
    Optional<String> keptPassword() {
        return password.isNone() ? Optional.empty() : Optional.of(password.value());
    }

    /**
     * Signs in; blocks.
     *
     * @throws CommandFailure where that fails
     */
    DatabaseLook open() {
        try {
            return DatabaseLook.open(access());
        } catch (SQLException e) {
            if (!password.isNone() || !ASKS.contains(String.valueOf(e.getSQLState()))) {
                throw explained(e);
            }
            password =
                    new Secret(
                            prompt.ask("Password of %s at %s:".formatted(username, url))
                                    .filter(typed -> !typed.isEmpty())
                                    .orElseThrow(() -> noPassword(e)));
        }
        try {
            return DatabaseLook.open(access());
        } catch (SQLException e) {
            throw explained(e);
        }
    }

    private DatabaseAccess access() {
        return new DatabaseAccess(url, username, password);
    }

    private CommandFailure noPassword(SQLException e) {
        return new CommandFailure(
                "%s asks for a password of %s; give it in PGPASSWORD, or run this in a terminal"
                        .formatted(url, username),
                e);
    }

    /** What failed, and what to do. */
    CommandFailure explained(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String advice =
                switch (state) {
                    case "28P01", "28000", "08004" ->
                            "check user and password, and what pg_hba.conf lets in";
                    case "3D000" -> "check the database's name in --url";
                    case "42501" ->
                            "run: grant connect on database %s to %s"
                                    .formatted(url.database(), username);
                    case "53300" -> "wait, or raise max_connections or the role's limit";
                    case "57014" -> "it is busy; try again later";
                    case "08001", "08006" ->
                            "check host and port in --url, and that the database takes connections";
                    default -> "SQL state " + state;
                };
        return new CommandFailure(
                "%s: %s; %s".formatted(url, firstLine(e.getMessage()), advice), e);
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
    }
}
