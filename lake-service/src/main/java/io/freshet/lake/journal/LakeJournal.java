package io.freshet.lake.journal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The changes of one source, in the order of their versions. For one thread, which it blocks; every
 * call has an end. Methods throw {@link LakeJournalException} where the warehouse does not answer.
 */
public interface LakeJournal {

    /**
     * How the source stands.
     *
     * @param position the version of which the mark is asked
     */
    LakeStanding standing(long position);

    /**
     * The next range: as many whole versions as fit, one at the least.
     *
     * @param after the version before it
     * @param bytes about how many bytes of values it may have
     * @param rows how many changes it may have
     * @return empty where there is nothing behind that version
     */
    Optional<LakeRange> next(long after, long bytes, long rows);

    /** The columns of tables as they are now; of one that is gone, none. */
    Map<LakeTable, List<LakeColumn>> columns(Set<LakeTable> tables);

    /** Gives the changes of a range in their order, the first version excluded. */
    void changes(long after, long to, Consumer<LakeChange> taker);

    /** All tables of the source that have rows in the lake. */
    Set<LakeTable> tables();

    /**
     * Gives the rows that are held, as they were at one instant, but those that changes behind a
     * version say: each state is among these or those.
     *
     * @param after the version
     * @return the source's version at that instant
     */
    long snapshot(Set<LakeTable> tables, long after, Consumer<LakeChange> taker);

    /** Notes that the lake has everything up to a version. */
    void archived(long version);
}
