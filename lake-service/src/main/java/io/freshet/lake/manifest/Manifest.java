package io.freshet.lake.manifest;

import io.freshet.lake.journal.LakeMark;
import java.time.Instant;
import java.util.List;

/**
 * One commit of a source. All of them in their order say what the lake holds.
 *
 * @param source the source
 * @param number counts up from 1
 * @param previous the SHA-256 of the manifest before it; empty for the first
 * @param kind what it does
 * @param installation the warehouse that it was made from
 * @param epoch counts up whenever the journal does not go on where the lake has come to
 * @param from the position before it
 * @param position the version up to which the lake has everything
 * @param mark what tells that version from others; null where that is not known
 * @param committedAt when it was made
 * @param adds the objects that it adds
 * @param removes names of objects that it replaces
 * @param listed the newest manifest before it that lists all objects; its own number where it does
 * @param objects all objects of the lake, where it lists them, those that it adds included
 * @param expiring replaced objects that are still there, where it lists
 */
public record Manifest(
        String source,
        long number,
        String previous,
        ManifestKind kind,
        String installation,
        long epoch,
        long from,
        long position,
        LakeMark mark,
        Instant committedAt,
        List<LakeObject> adds,
        List<String> removes,
        long listed,
        List<LakeObject> objects,
        List<Expiring> expiring) {

    /** Keeps copies. */
    public Manifest {
        adds = List.copyOf(adds);
        removes = List.copyOf(removes);
        objects = List.copyOf(objects);
        expiring = List.copyOf(expiring);
    }
}
