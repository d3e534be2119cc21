package io.freshet.lake.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A place for objects. Names are paths with {@code /}, such as {@code manifests/shop/7.json}. What
 * was stored is there after a crash of the machine. Every call has an end. Thread-safe; blocks.
 *
 * <p>Each method throws {@link LakeStoreException} where the store does not do as it is told; what
 * was to be stored may be there then or not.
 */
public interface LakeStore extends AutoCloseable {

    /**
     * Stores an object unless one of that name is there, in one step: of several who try, one
     * succeeds.
     *
     * @return whether it was stored; false where one was there
     */
    boolean createIfAbsent(String name, byte[] content);

    /** Stores an object; one of that name is replaced in one step. */
    void put(String name, byte[] content);

    /** Stores a file's content; an object of that name is replaced in one step. */
    void put(String name, Path file);

    /** What is stored under a name; empty where nothing is. For small objects. */
    Optional<byte[]> read(String name);

    /** Whether an object of that name is there. */
    boolean exists(String name);

    /** Writes what is stored under a name into a file; one that is there is replaced. */
    void fetch(String name, Path file);

    /** Removes an object; does nothing where there is none. */
    void delete(String name);

    /** Where it is, for people. */
    String location();

    @Override
    void close();
}
