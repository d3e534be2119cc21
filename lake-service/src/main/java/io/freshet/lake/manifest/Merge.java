package io.freshet.lake.manifest;

import java.util.List;

/**
 * Objects that become one.
 *
 * @param name the name of the new one
 * @param of the names of those that it replaces, in the order of their versions
 */
public record Merge(String name, List<String> of) {

    /** Keeps a copy. */
    public Merge {
        of = List.copyOf(of);
    }
}
