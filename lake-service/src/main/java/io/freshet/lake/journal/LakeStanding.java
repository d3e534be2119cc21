package io.freshet.lake.journal;

import java.util.Optional;

/**
 * How a source stands in the warehouse.
 *
 * @param installation which warehouse it is
 * @param version the source's newest version
 * @param archived up to which version the journal may have been emptied; below 0 where it was never
 *     archived, so that it keeps changes for some minutes only
 * @param mark what tells the version asked about from others; empty where the journal has none of
 *     its changes any more
 */
public record LakeStanding(
        String installation, long version, long archived, Optional<LakeMark> mark) {}
