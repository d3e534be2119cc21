package io.freshet.poller.tail;

import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceTable;
import java.util.List;

/**
 * A connection to a source whose tables are verified.
 *
 * @param tables in the order of the pipeline definition
 */
record OpenConnection(SourceConnection connection, List<SourceTable> tables) {

    void close() {
        connection.close();
    }
}
