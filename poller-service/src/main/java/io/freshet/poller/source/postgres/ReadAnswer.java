package io.freshet.poller.source.postgres;

import io.vertx.sqlclient.Row;
import java.util.List;

/**
 * What a statement that reads rows has brought.
 *
 * @param rows its rows
 * @param footer what it tells of itself
 */
record ReadAnswer(List<Row> rows, ReadFooter footer) {}
