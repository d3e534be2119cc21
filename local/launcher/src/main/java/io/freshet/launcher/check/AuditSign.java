package io.freshet.launcher.check;

import io.freshet.aggregator.warehouse.WarehouseConnection;
import io.freshet.warehouse.layout.AuditSql;

/**
 * Says in the name of an audit's session how far it has come, where whoever asks the warehouse sees
 * it; what is said goes when the connection is given back. For one thread, which it blocks.
 */
final class AuditSign {

    private static final int NEARLY_ALL = 99;

    private final WarehouseConnection connection;
    private final int source;
    private final long all;
    private long before;
    private int said = -1;

    /**
     * Says that the audit begins.
     *
     * @param connection that of the audit
     * @param source what the warehouse knows the source by
     * @param all how much there is to do, in rows
     */
    AuditSign(WarehouseConnection connection, int source, long all) {
        this.connection = connection;
        this.source = source;
        this.all = all;
        within(0);
    }

    /** So many rows are done with, of the table that is audited now. */
    void within(long rows) {
        int percent = (int) Math.min(NEARLY_ALL, 100 * (before + rows) / Math.max(1, all));
        if (percent > said) {
            said = percent;
            connection.run(AuditSql.say(source, percent));
        }
    }

    /** A transaction is rolled back, and with it what was said in it. */
    void again() {
        connection.run(AuditSql.say(source, said));
    }

    /** A table is done with. */
    void passed(long rows) {
        before += rows;
        within(0);
    }
}
