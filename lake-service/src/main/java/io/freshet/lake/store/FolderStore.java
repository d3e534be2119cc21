package io.freshet.lake.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Objects as files of a folder, which is made where it is not there. A file gets its name when all
 * of it is on the disk, and folders are written to the disk as files are. What is under way lies in
 * the folder {@code .writing}.
 */
public final class FolderStore implements LakeStore {

    private static final String WRITING = ".writing";

    private final Path root;

    /**
     * @param root the folder
     */
    public FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    @Override
    public boolean createIfAbsent(String name, byte[] content) {
        return attempt(
                "store",
                name,
                () -> {
                    Path file = written(content);
                    try {
                        // A second name for the same file: unlike a move, it fails where one is.
                        Files.createLink(place(name), file);
                        force(place(name).getParent());
                        return true;
                    } catch (FileAlreadyExistsException e) {
                        return false;
                    } finally {
                        Files.deleteIfExists(file);
                    }
                });
    }

    @Override
    public void put(String name, byte[] content) {
        attempt("store", name, () -> moved(written(content), name));
    }

    @Override
    public void put(String name, Path file) {
        attempt(
                "store",
                name,
                () -> {
                    Path copy = writing();
                    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
                    force(copy);
                    return moved(copy, name);
                });
    }

    @Override
    public Optional<byte[]> read(String name) {
        return attempt(
                "read",
                name,
                () -> {
                    try {
                        return Optional.of(Files.readAllBytes(resolved(name)));
                    } catch (NoSuchFileException e) {
                        return Optional.empty();
                    }
                });
    }

    @Override
    public boolean exists(String name) {
        return attempt("look for", name, () -> Files.exists(resolved(name)));
    }

    @Override
    public void fetch(String name, Path file) {
        attempt(
                "read",
                name,
                () -> Files.copy(resolved(name), file, StandardCopyOption.REPLACE_EXISTING));
    }

    @Override
    public void delete(String name) {
        attempt("delete", name, () -> Files.deleteIfExists(resolved(name)));
    }

    @Override
    public String location() {
        return root.toString();
    }

    @Override
    public void close() {
        // files are closed as they are written
    }

    private Path moved(Path file, String name) throws IOException {
        Path place = place(name);
        Files.move(
                file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        force(place.getParent());
        return place;
    }

    private Path written(byte[] content) throws IOException {
        Path file = writing();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        return file;
    }

    private Path writing() throws IOException {
        return Files.createTempFile(Files.createDirectories(root.resolve(WRITING)), "", "");
    }

    /** Where an object lies; its folders are made, and are there after a crash. */
    private Path place(String name) throws IOException {
        Path place = resolved(name);
        Path folder = place.getParent();
        if (Files.notExists(folder)) {
            Files.createDirectories(folder);
            for (Path made = folder; !made.equals(root); made = made.getParent()) {
                force(made.getParent());
            }
        }
        return place;
    }

    private Path resolved(String name) throws IOException {
        Path place = root.resolve(name).normalize();
        if (!place.startsWith(root) || place.equals(root)) {
            throw new IOException("the name leads out of the lake's folder");
        }
        return place;
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private <T> T attempt(String what, String name, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw new LakeStoreException(
                    "cannot %s %s in the lake's folder %s: %s; check its rights and free space"
                            .formatted(what, name, root, e),
                    e);
        }
    }
}
