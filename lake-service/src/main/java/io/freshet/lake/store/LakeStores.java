package io.freshet.lake.store;

import io.freshet.configuration.LakeConfig;

/** Opens the store that a configuration names. */
public final class LakeStores {

    private LakeStores() {}

    /** Opens it; connects to nothing yet. */
    public static LakeStore open(LakeConfig config) {
        if (config instanceof LakeConfig.TwoPlaces two) {
            return new PartedStore(open(two.main()), open(two.processed()));
        }
        if (config instanceof LakeConfig.Bucket bucket) {
            return new BucketStore(bucket);
        }
        return new FolderStore(((LakeConfig.Folder) config).path());
    }
}
