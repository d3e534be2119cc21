package io.freshet.lake.store;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Two stores as one: the objects of star tables ({@code processed/…}) are stored in one of their
 * own, all others in the main one. What the main one has of the former, from the time before they
 * had a store of their own, is read and removed there.
 */
public final class PartedStore implements LakeStore {

    private static final String PROCESSED = "processed/";

    private final LakeStore main;
    private final LakeStore processed;

    /**
     * @param main has everything but star tables; closed with this one
     * @param processed has those; closed with this one
     */
    public PartedStore(LakeStore main, LakeStore processed) {
        this.main = main;
        this.processed = processed;
    }

    /** Where an object of that name is stored. */
    private LakeStore of(String name) {
        return name.startsWith(PROCESSED) ? processed : main;
    }

    /** Where an object of that name is, if it is anywhere. */
    private LakeStore having(String name) {
        LakeStore own = of(name);
        return own == main || own.exists(name) || !main.exists(name) ? own : main;
    }

    @Override
    public boolean createIfAbsent(String name, byte[] content) {
        return having(name) == of(name) && of(name).createIfAbsent(name, content);
    }

    @Override
    public void put(String name, byte[] content) {
        of(name).put(name, content);
    }

    @Override
    public void put(String name, Path file) {
        of(name).put(name, file);
    }

    @Override
    public Optional<byte[]> read(String name) {
        return having(name).read(name);
    }

    @Override
    public boolean exists(String name) {
        return having(name).exists(name);
    }

    @Override
    public void fetch(String name, Path file) {
        having(name).fetch(name, file);
    }

    @Override
    public void delete(String name) {
        of(name).delete(name);
        if (of(name) != main) {
            main.delete(name);
        }
    }

    @Override
    public String location() {
        return "%s and %s".formatted(main.location(), processed.location());
    }

    @Override
    public void close() {
        try (main) {
            processed.close();
        }
    }
}
