package io.freshet.embedded.postgres;

import io.freshet.embedded.EmbeddedServerException;
import io.freshet.embedded.EmbeddedServerException.Reason;
import java.util.Locale;

/**
 * An operating system and processor, by the names that the archives of Postgres program files use.
 *
 * @param system {@code linux}, {@code darwin} or {@code windows}
 * @param processor {@code x86_64} or {@code arm_64}
 */
record Platform(String system, String processor) {

    /** The platform that this program runs on. */
    static Platform current() {
        return of(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    /** The platform by Java's names of it. */
    static Platform of(String osName, String osArch) {
        String name = osName.toLowerCase(Locale.ROOT);
        String system =
                name.startsWith("linux")
                        ? "linux"
                        : name.startsWith("mac")
                                ? "darwin"
                                : name.startsWith("windows") ? "windows" : null;
        String processor =
                switch (osArch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> null;
                };
        if (system == null || processor == null) {
            throw new EmbeddedServerException(
                    Reason.UNSUPPORTED_PLATFORM,
                    "There is no embedded Postgres for "
                            + osName
                            + " on "
                            + osArch
                            + ". Use a Postgres of your own (./freshet up --config FILE).");
        }
        // No arm64 build exists for Windows, which emulates the other one.
        return system.equals("windows")
                ? new Platform(system, "x86_64")
                : new Platform(system, processor);
    }

    boolean isWindows() {
        return system.equals("windows");
    }

    /** Where the archive of the program files lies on the class path. */
    String archive() {
        return "postgres-" + system + "-" + processor + ".txz";
    }
}
