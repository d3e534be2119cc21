package io.freshet.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The flags of a running Java that are not as they are by themselves, by {@code jcmd}. */
final class JavaFlags {

    private JavaFlags() {}

    /** Those of the process of that number. */
    static String of(long pid) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process asking =
                    new ProcessBuilder(jcmd.toString(), Long.toString(pid), "VM.flags")
                            .redirectErrorStream(true)
                            .start();
            return new String(asking.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot ask " + pid, e);
        }
    }
}
