package io.freshet.lake.journal;

/**
 * A table of the lake.
 *
 * @param zone what its rows are
 * @param name its name in the warehouse, without schema
 */
public record LakeTable(LakeZone zone, String name) {

    /** Both in one text, as manifests have it. */
    public String key() {
        return zone.word() + "/" + name;
    }

    /** The table of such a text. */
    public static LakeTable of(String key) {
        int slash = key.indexOf('/');
        return new LakeTable(LakeZone.of(key.substring(0, slash)), key.substring(slash + 1));
    }
}
