package io.freshet.lake.commit;

import io.freshet.lake.manifest.Manifest;
import io.freshet.lake.manifest.ManifestKind;
import java.time.Instant;
import java.util.List;

/** Manifests that a process makes which does not know of another. */
final class OtherManifests {

    private OtherManifests() {}

    /** The same, but for when it was made. */
    static Manifest madeAt(Manifest other, Instant time) {
        return new Manifest(
                other.source(),
                other.number(),
                other.previous(),
                other.kind(),
                other.installation(),
                other.epoch(),
                other.from(),
                other.position(),
                other.mark(),
                time,
                other.adds(),
                other.removes(),
                other.listed(),
                other.objects(),
                other.expiring());
    }

    /** One that follows it and adds objects of the same names. */
    static Manifest withTheSameNames(Manifest newest, long number, Instant time) {
        return new Manifest(
                "",
                number,
                "",
                ManifestKind.CHANGES,
                newest.installation(),
                newest.epoch(),
                newest.position(),
                newest.position() + 1,
                newest.mark(),
                time,
                newest.adds(),
                List.of(),
                0,
                List.of(),
                List.of());
    }
}
