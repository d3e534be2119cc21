package io.freshet.aggregator.schema;

import java.sql.Connection;
import java.util.Collection;
import java.util.Map;

/**
 * The statements of an upgrade that will be rolled back: what is known of sources, which others
 * work with meanwhile, is left alone, and nobody is told.
 */
final class RehearsedScript extends SqlScript {

    RehearsedScript(Connection connection) {
        super(connection);
    }

    @Override
    void tell(String sentence) {
        // nothing becomes of it
    }

    @Override
    Map<Integer, Long> versions(String pipeline) {
        return Map.of();
    }

    @Override
    void forget(String pipeline, String table) {
        // it stays true
    }

    @Override
    void release(String pipeline, String table, String column) {
        // it stays true
    }

    @Override
    void keepNoOthers(String pipeline, Collection<String> charts) {
        // charts stay as they are
    }

    @Override
    boolean waitForOther(
            String pipeline, String chart, boolean readAgain, Collection<String> waitsFor) {
        return true;
    }

    @Override
    void letRowsGo(String pipeline) {
        // charts stay as they are
    }

    @Override
    void setBack(String pipeline) {
        // they are not read again for this
    }

    @Override
    void nextVersion(String pipeline) {
        // nothing changes
    }
}
