package io.freshet.poller.source;

import io.freshet.pipeline.TableDefinition;
import io.vertx.core.Future;

/**
 * A connection to one source, which is only ever read. It answers questions in the order in which
 * they are asked, and each within a time limit; the next may be asked before the last is answered.
 * To be used from one thread; never blocks. After a question has failed the connection is closed by
 * its user, and another one opened; but after one that was only too slow, or failed because of the
 * table that it asked for, another one may be asked.
 */
public interface SourceConnection {

    /**
     * Checks that a table can be read as its definition says. Fails with {@link SourceProblem}
     * where table or columns are missing, have other types, or may not be read.
     */
    default Future<SourceTable> verify(TableDefinition table) {
        return verify(table, 0);
    }

    /**
     * The same.
     *
     * @param meaning stands for what rows of the table mean to their reader: it seeds every digest,
     *     so that rows that are held under another meaning differ
     */
    Future<SourceTable> verify(TableDefinition table, long meaning);

    /** What is there and how far away it is, in a few words for people. */
    default Future<String> describe() {
        return Future.succeededFuture("");
    }

    /** Closes the connection; what is under way fails. Closing twice does nothing. */
    void close();
}
