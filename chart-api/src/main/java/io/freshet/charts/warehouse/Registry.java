package io.freshet.charts.warehouse;

import io.freshet.charts.source.Reading;
import io.freshet.charts.source.SourceRegistration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What the warehouse says about itself and the sources.
 *
 * @param installation tells this warehouse from another one under the same URL
 * @param sources the sources that are declared now
 * @param statuses how they stand, as pollers wrote it about a second ago
 * @param building summaries that are still being filled, by their qualified names, and how many
 *     sources each lacks
 * @param toGo by the sources' ids, of how many things each is still to be put together
 * @param audited by the ids of sources that are audited now, how much of each is compared, in
 *     percent
 * @param former charts that are shown as they were meanwhile
 * @param identities of each table that is read, by its qualified name: another one once it was made
 *     anew
 */
public record Registry(
        UUID installation,
        List<SourceRegistration> sources,
        List<StatusRow> statuses,
        Map<String, Long> building,
        Map<Integer, Long> toGo,
        Map<Integer, Integer> audited,
        List<FormerChart> former,
        Map<String, Long> identities) {

    /**
     * How a source stands.
     *
     * @param source the source's id
     * @param reading what the poller wrote
     * @param writtenAt when it did, milliseconds since 1970 UTC
     */
    public record StatusRow(int source, Reading reading, long writtenAt) {}
}
