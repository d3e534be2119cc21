package io.freshet.images;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of an image, and how it says that it is run. Immutable.
 *
 * @param root its files; one process at a time
 * @param config of the image
 * @param volumes folders of this machine, with where each is in the root; whoever runs may write
 *     there as far as its user may
 */
record UnpackedImage(Path root, Map<String, Object> config, Map<Path, String> volumes) {

    /**
     * Mounts, in a name space that ends with the process; then becomes the image's user. Variables
     * follow one another, later ones in the place of earlier ones.
     */
    private static final String SCRIPT =
            """
            set -e
            root=$1 user=$2 java=$3 volumes=$4; shift 4
            mount --bind "$root" "$root"
            for folder in bin lib lib64 usr etc dev "$java"; do
              folder=/${folder#/}
              [ -d "$folder" ] || continue
              mkdir -p "$root$folder"
              mount --rbind "$folder" "$root$folder"
            done
            mkdir -p "$root/tmp" "$root/proc"
            mount -t tmpfs -o mode=1777,size=64m tmpfs "$root/tmp"
            mount -t proc proc "$root/proc"
            while [ "$volumes" -gt 0 ]; do
              mkdir -p "$root$2"
              mount --bind "$1" "$root$2"
              volumes=$((volumes - 1)); shift 2
            done
            mount -o remount,bind,ro "$root"
            echo "process $$"
            exec chroot --userspec="$user" "$root" env -i "$@"
            """;

    /** Keeps copies. */
    UnpackedImage {
        config = Map.copyOf(config);
        volumes = Map.copyOf(volumes);
    }

    /** Without volumes. */
    UnpackedImage(Path root, Map<String, Object> config) {
        this(root, config, Map.of());
    }

    /** The same with another folder of this machine. */
    UnpackedImage with(Path folder, String place) {
        Map<Path, String> all = new LinkedHashMap<>(volumes);
        all.put(folder, place);
        return new UnpackedImage(root, config, all);
    }

    /**
     * What runs it.
     *
     * @param environment variables beside the image's, later ones go first
     * @param arguments what stands behind its entry point
     */
    List<String> command(List<Map<String, String>> environment, List<String> arguments) {
        String java = System.getProperty("java.home");
        List<String> command =
                new ArrayList<>(List.of("unshare", "--mount", "sh", "-c", SCRIPT, "contained"));
        command.add(root.toString());
        command.add(config.get("User").toString());
        command.add(java);
        command.add(Integer.toString(volumes.size()));
        volumes.forEach((folder, place) -> command.addAll(List.of(folder.toString(), place)));
        for (Object variable : (List<?>) config.get("Env")) {
            command.add(
                    variable.toString().startsWith("PATH=")
                            ? variable + ":" + java + "/bin"
                            : variable.toString());
        }
        environment.forEach(
                variables -> variables.forEach((name, value) -> command.add(name + "=" + value)));
        for (Object word : (List<?>) config.get("Entrypoint")) {
            command.add(word.toString());
        }
        command.addAll(arguments);
        return command;
    }
}
