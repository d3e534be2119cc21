package io.freshet.poller.tail;

import io.freshet.poller.source.SourceConnection;
import io.freshet.poller.source.SourceTable;
import java.util.List;

/**
 * A connection to a source whose tables are verified.
 *
 * @param tables those that can be read, each before those that it is joined to
 */
record OpenConnection(SourceConnection connection, List<SourceTable> tables) {

    void close() {
        connection.close();
    }
}
