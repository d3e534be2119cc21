package io.freshet.poller.document;

import java.util.List;
import java.util.Set;

/** Where documents are. Every call has an end. For one thread, which it blocks. */
interface Place extends AutoCloseable {

    /**
     * The documents that there are, or may be, in order of their names.
     *
     * @param accepted names of those that need not be given
     * @throws PlaceException where it cannot be told
     */
    List<FoundDocument> list(Set<String> accepted) throws PlaceException;

    /**
     * What a document is; no more than a little above what one may have.
     *
     * @throws PlaceException where it cannot be got; others may be
     */
    byte[] fetch(FoundDocument document) throws PlaceException;

    /** Where it is, for people. */
    String location();

    @Override
    void close();
}
