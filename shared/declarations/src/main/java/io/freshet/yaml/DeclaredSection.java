package io.freshet.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The keys that a section may have.
 *
 * @param keys all of them, in the order of the reference
 * @param open whether names that the user chooses may stand beside them
 * @param kinds what the section may be; each kind has only some of the keys, and perhaps some of
 *     its own form
 */
public record DeclaredSection(List<DeclaredKey> keys, boolean open, List<Kind> kinds) {

    /**
     * One of the things that a section may be.
     *
     * @param marks the keys of which any makes it one
     * @param keys those that it has
     */
    public record Kind(List<String> marks, DeclaredSection keys) {}

    /** A section of these keys. */
    public static DeclaredSection of(DeclaredKey... keys) {
        return new DeclaredSection(List.of(keys), false, List.of());
    }

    /** A section of nothing but names that the user chooses. */
    static DeclaredSection anyNames() {
        return new DeclaredSection(List.of(), true, List.of());
    }

    /** The same; names that the user chooses may stand beside the keys. */
    public DeclaredSection orNames() {
        return new DeclaredSection(keys, true, kinds);
    }

    /** Some of the keys. */
    public DeclaredSection only(String... names) {
        List<String> some = List.of(names);
        return new DeclaredSection(
                keys.stream().filter(key -> some.contains(key.name())).toList(), open, List.of());
    }

    /** The same, where a key has this form. */
    public DeclaredSection but(DeclaredKey key) {
        return new DeclaredSection(
                keys.stream().map(one -> one.name().equals(key.name()) ? key : one).toList(),
                open,
                kinds);
    }

    /** The same, which may also be this kind. */
    public DeclaredSection kind(DeclaredSection some, String... marks) {
        List<Kind> more = new ArrayList<>(kinds);
        more.add(new Kind(List.of(marks), some));
        return new DeclaredSection(keys, open, List.copyOf(more));
    }

    /** The key of that name. */
    public Optional<DeclaredKey> key(String name) {
        return keys.stream().filter(key -> key.name().equals(name)).findFirst();
    }

    /** What a section is that has these keys: the first of the kinds, or itself. */
    DeclaredSection kindOf(Collection<String> present) {
        return kinds.stream()
                .filter(kind -> kind.marks().stream().anyMatch(present::contains))
                .map(Kind::keys)
                .findFirst()
                .orElse(this);
    }
}
