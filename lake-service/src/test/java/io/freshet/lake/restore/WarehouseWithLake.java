package io.freshet.lake.restore;

import io.freshet.testkit.TestDatabase;
import io.freshet.warehouse.WarehouseMigration;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** Freshet's own tables in a database of a test. */
final class WarehouseWithLake {

    private WarehouseWithLake() {}

    /** Makes them. */
    static void migrate(TestDatabase database) {
        PGSimpleDataSource warehouse = new PGSimpleDataSource();
        warehouse.setUrl("jdbc:" + database.url());
        warehouse.setUser(database.username());
        warehouse.setPassword(database.password());
        WarehouseMigration.run(warehouse);
    }

    /** Rows that one of two tables has and the other does not. */
    static List<String> differences(TestDatabase database, String one, String other) {
        return database.query(
                """
                (select t::text from (select * from %1$s except all select * from %2$s) t)
                union all
                (select t::text from (select * from %2$s except all select * from %1$s) t)"""
                        .formatted(one, other));
    }

    /** Inserts a version of an order. */
    static String fact(int order, String price, String paid) {
        return """
        insert into stars.fact_order (order_id, created_date, created_time, unit_price, amount,
        paid) values (%d, '2024-02-29', '10:11:12.345', %s, %s * 3, %s)\
        """
                .formatted(order, price, price, paid);
    }
}
