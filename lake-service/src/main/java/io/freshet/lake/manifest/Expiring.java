package io.freshet.lake.manifest;

import java.time.Instant;

/**
 * An object that was merged into another: it stays until nobody reads by an older manifest.
 *
 * @param name its name in the store
 * @param since when it was replaced
 */
public record Expiring(String name, Instant since) {}
