package io.freshet.poller.source.postgres;

import io.vertx.sqlclient.Row;
import java.util.List;

/**
 * What a statement that reads rows has brought.
 *
 * @param rows its rows
 * @param footer what it tells of itself
 * @param last the row behind its rows, in which that stands, and with some statements more
 */
record ReadAnswer(List<Row> rows, ReadFooter footer, Row last) {}
