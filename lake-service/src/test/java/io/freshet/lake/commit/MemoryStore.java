package io.freshet.lake.commit;

import io.freshet.lake.store.LakeStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A store in memory, every call of which may fail. */
final class MemoryStore implements LakeStore {

    final Map<String, byte[]> objects = new TreeMap<>();
    private FaultPoints faults = new FaultPoints(0);

    void failBy(FaultPoints points) {
        this.faults = points;
    }

    @Override
    public boolean createIfAbsent(String name, byte[] content) {
        faults.pass("before creating " + name);
        boolean created = objects.putIfAbsent(name, content) == null;
        faults.pass("after creating " + name);
        return created;
    }

    @Override
    public void put(String name, byte[] content) {
        faults.pass("before storing " + name);
        objects.put(name, content);
        faults.pass("after storing " + name);
    }

    @Override
    public void put(String name, Path file) {
        try {
            put(name, Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Optional<byte[]> read(String name) {
        faults.pass("reading " + name);
        return Optional.ofNullable(objects.get(name));
    }

    @Override
    public boolean exists(String name) {
        faults.pass("looking for " + name);
        return objects.containsKey(name);
    }

    @Override
    public void fetch(String name, Path file) {
        faults.pass("fetching " + name);
        try {
            Files.write(file, objects.get(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(String name) {
        faults.pass("before deleting " + name);
        objects.remove(name);
        faults.pass("after deleting " + name);
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public void close() {
        // nothing is held
    }
}
