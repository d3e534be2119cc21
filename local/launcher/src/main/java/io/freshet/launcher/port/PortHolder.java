package io.freshet.launcher.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the process that listens on a port of this machine: on Linux, and where it is the user's
 * own. Reads files of {@code /proc}, which takes milliseconds.
 */
final class PortHolder {

    // Which word of a line is what: address:port in hex, state, number of the socket.
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int SOCKET = 9;
    private static final String LISTENING = "0A";

    /** What Freshet's own command line has. */
    private static final String OURS = "-Dfreshet.home=";

    private PortHolder() {}

    /** Such as {@code process 4711 (java, another Freshet); end it: kill 4711}. */
    static Optional<String> of(int port) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            sockets.addAll(sockets(Path.of(table), port));
        }
        return sockets.isEmpty()
                ? Optional.empty()
                : ProcessHandle.allProcesses()
                        .filter(process -> holds(process.pid(), sockets))
                        .findFirst()
                        .map(PortHolder::sentence);
    }

    private static String sentence(ProcessHandle process) {
        // Its program alone, as arguments may hold passwords.
        String program =
                process.info()
                        .command()
                        .map(path -> Path.of(path).getFileName().toString())
                        .orElse("its program is not known");
        boolean ours = process.info().commandLine().filter(all -> all.contains(OURS)).isPresent();
        return "process %1$d (%2$s%3$s); end it: kill %1$d"
                .formatted(process.pid(), program, ours ? ", another Freshet" : "");
    }

    private static Set<String> sockets(Path table, int port) {
        Set<String> sockets = new HashSet<>();
        try (Stream<String> lines = Files.lines(table)) {
            lines.forEach(
                    line -> {
                        String[] words = line.strip().split("\\s+", -1);
                        if (words.length > SOCKET
                                && words[STATE].equals(LISTENING)
                                && words[ADDRESS].endsWith(String.format(":%04X", port))) {
                            sockets.add("socket:[" + words[SOCKET] + "]");
                        }
                    });
        } catch (IOException e) {
            sockets.clear();
        }
        return sockets;
    }

    private static boolean holds(long process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(process), "fd"))) {
            return files.anyMatch(file -> leadsTo(file, sockets));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean leadsTo(Path file, Set<String> sockets) {
        try {
            return sockets.contains(Files.readSymbolicLink(file).toString());
        } catch (IOException e) {
            return false;
        }
    }
}
