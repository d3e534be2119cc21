package io.freshet.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The user's password file of PostgreSQL, {@code ~/.pgpass} or what {@code PGPASSFILE} names, as
 * libpq reads it: lines {@code host:port:database:user:password}, the first that fits counts, and
 * the file counts only where nobody else may read it. Blocks.
 */
public final class PostgresPasswords {

    private static final int FIELDS = 5;
    private static final Set<PosixFilePermission> OTHERS =
            Set.of(
                    PosixFilePermission.GROUP_READ,
                    PosixFilePermission.GROUP_WRITE,
                    PosixFilePermission.OTHERS_READ,
                    PosixFilePermission.OTHERS_WRITE);

    private final Path file;

    /**
     * @param file the password file, which need not be there
     */
    public PostgresPasswords(Path file) {
        this.file = file;
    }

    /** The file that libpq would read in an environment. */
    public static PostgresPasswords of(Map<String, String> environment) {
        String named = environment.get("PGPASSFILE");
        return new PostgresPasswords(
                named == null || named.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".pgpass")
                        : Path.of(named));
    }

    /** The password for a connection, if the file has one. */
    public Optional<String> find(HostPort server, String database, String user) {
        List<String> wanted =
                List.of(server.host(), Integer.toString(server.port()), database, user);
        try {
            if (!isPrivate()) {
                return Optional.empty();
            }
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.startsWith("#"))
                    .map(PostgresPasswords::fields)
                    .filter(fields -> fields.size() >= FIELDS && fits(fields, wanted))
                    .map(fields -> fields.get(FIELDS - 1))
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private boolean isPrivate() throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        return !Files.getFileStore(file).supportsFileAttributeView("posix")
                || Files.getPosixFilePermissions(file).stream().noneMatch(OTHERS::contains);
    }

    private static boolean fits(List<String> fields, List<String> wanted) {
        for (int field = 0; field < wanted.size(); field++) {
            String given = fields.get(field);
            if (!given.equals("*") && !given.equals(wanted.get(field))) {
                return false;
            }
        }
        return true;
    }

    /** Fields of a line, in which a backslash takes its special meaning from a colon. */
    private static List<String> fields(String line) {
        List<String> fields = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        for (int at = 0; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == '\\' && at + 1 < line.length()) {
                field.append(line.charAt(++at));
            } else if (c == ':' && fields.size() < FIELDS - 1) {
                fields.add(field.toString());
                field.setLength(0);
            } else {
                field.append(c);
            }
        }
        fields.add(field.toString());
        return fields;
    }
}
