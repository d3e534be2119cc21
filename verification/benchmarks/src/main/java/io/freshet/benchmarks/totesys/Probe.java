package io.freshet.benchmarks.totesys;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * A design of its own, whose orders are changed one after the other, in one way. For one thread.
 */
final class Probe {

    private static final String INSERT =
            """
            insert into sales_order (created_at, last_updated, design_id, staff_id, counterparty_id,
              units_sold, unit_price, currency_id, agreed_delivery_date, agreed_payment_date,
              agreed_delivery_location_id)
            values (?, ?, ?, 1, 1, ?, 2.5, 1, '2026-01-01', '2026-01-01', 1) returning sales_order_id
            """;

    private final ProbeKind kind;
    private final String name;
    private final Connection connection;
    private final long design;
    private final long base;
    private long baseUnits = 1;
    private long unitsOfDesign = 1;
    private long doomed;
    private long doomedUnits;
    private ProbeChange last;

    private Probe(ProbeKind kind, String name, Connection connection) throws SQLException {
        this.kind = kind;
        this.name = name;
        this.connection = connection;
        this.design =
                number(
                        """
                        insert into design (created_at, design_name, file_location, file_name, last_updated)
                        values (?, ?, '/srv', 'probe.json', ?) returning design_id
                        """,
                        now(),
                        name,
                        now());
        this.base = number(INSERT, now(), now(), design, 1);
    }

    /**
     * Makes one, with an order that stays.
     *
     * @param connection to the source, with autocommit
     */
    static Probe make(ProbeKind kind, int number, Connection connection) throws SQLException {
        return new Probe(kind, "Probe %s %02d".formatted(kind.words(), number), connection);
    }

    ProbeKind kind() {
        return kind;
    }

    /** Whether the change before was seen everywhere. */
    boolean isFree() {
        return last == null || last.isDone();
    }

    /**
     * Changes it; an order that is to be deleted next time is inserted first.
     *
     * @param stages where the change will be looked for
     */
    ProbeChange change(Set<ProbeStage> stages) throws SQLException {
        ProbeKind done = kind == ProbeKind.DELETE && doomed == 0 ? ProbeKind.INSERT : kind;
        long order = base;
        long units = 0;
        switch (done) {
            case INSERT -> {
                units = 1_000 + unitsOfDesign % 997;
                order = number(INSERT, now(), now(), design, units);
                unitsOfDesign += units;
                if (kind == ProbeKind.DELETE) {
                    doomed = order;
                    doomedUnits = units;
                }
            }
            case UPDATE -> {
                units = ++baseUnits;
                unitsOfDesign++;
                run(
                        "update sales_order set units_sold = ?, last_updated = ? where sales_order_id = ?",
                        units,
                        now(),
                        base);
            }
            case SILENT -> {
                units = ++baseUnits;
                unitsOfDesign++;
                run("update sales_order set units_sold = ? where sales_order_id = ?", units, base);
            }
            case DELETE -> {
                order = doomed;
                unitsOfDesign -= doomedUnits;
                doomed = 0;
                run("delete from sales_order where sales_order_id = ?", order);
            }
        }
        last = new ProbeChange(done, name, order, units, unitsOfDesign, System.nanoTime(), stages);
        return last;
    }

    private long number(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = bound(sql, values);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = bound(sql, values)) {
            statement.executeUpdate();
        }
    }

    private PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    private static Timestamp now() {
        return Timestamp.valueOf(LocalDateTime.now(ZoneOffset.UTC));
    }
}
