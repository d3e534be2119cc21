package io.freshet.aggregator.apply;

import io.freshet.events.ChangeEvent;
import io.freshet.events.EpochOpened;
import io.freshet.events.Position;
import io.freshet.pipeline.ColumnDefinition;
import io.freshet.pipeline.StarTable;
import io.freshet.pipeline.TableDefinition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The source database of totesys, in a schema {@code src} of the warehouse's database and without
 * its foreign keys, so that plain SQL can compare both; and its poller, which publishes what it
 * sees. Of each history it notes all states that it saw.
 */
final class BackOffice implements AutoCloseable {

    static final String NAME = "totesys";

    private static final String TABLES =
            """
            create schema src;
            create table src.address (address_id int primary key, address_line_1 text, address_line_2 text, district text,
             city text, postal_code text, country text, phone text,
             created_at timestamp(3) default '2022-11-03 14:20:49.962', last_updated timestamp(3) default '2022-11-03 14:20:49.962');
            create table src.counterparty (counterparty_id int primary key, counterparty_legal_name text, legal_address_id int,
             commercial_contact text, delivery_contact text, created_at timestamp(3) default '2022-11-03 14:20:51.563', last_updated timestamp(3) default '2022-11-03 14:20:51.563');
            create table src.currency (currency_id int primary key, currency_code varchar(3), created_at timestamp(3) default '2022-11-03 14:20:49.962', last_updated timestamp(3) default '2022-11-03 14:20:49.962');
            create table src.department (department_id int primary key, department_name text, location text, manager text,
             created_at timestamp(3) default '2022-11-03 14:20:49.962', last_updated timestamp(3) default '2022-11-03 14:20:49.962');
            create table src.staff (staff_id int primary key, first_name text, last_name text, department_id int, email_address text,
             created_at timestamp(3) default '2022-11-03 14:20:51.563', last_updated timestamp(3) default '2022-11-03 14:20:51.563');
            create table src.design (design_id int primary key, created_at timestamp(3) default '2022-11-03 14:20:49.962', design_name text,
             file_location text, file_name text, last_updated timestamp(3) default '2022-11-03 14:20:49.962');
            create table src.payment_type (payment_type_id int primary key, payment_type_name text,
             created_at timestamp(3) default '2022-11-03 14:20:49.962', last_updated timestamp(3) default '2022-11-03 14:20:49.962');
            create table src.sales_order (sales_order_id int primary key, created_at timestamp(3) default '2022-11-03 14:20:52', last_updated timestamp(3) default '2022-11-03 14:20:52',
             design_id int default 1, staff_id int default 1, counterparty_id int default 1, units_sold int default 1000, unit_price numeric(10,2) default 2.5,
             currency_id int default 1, agreed_delivery_date text default '2022-11-09', agreed_payment_date text default '2022-11-08', agreed_delivery_location_id int default 1);
            create table src.purchase_order (purchase_order_id int primary key, created_at timestamp(3) default '2022-11-03 14:20:52', last_updated timestamp(3) default '2022-11-03 14:20:52',
             staff_id int default 1, counterparty_id int default 1, item_code text default 'ZDOI5EA', item_quantity int default 3, item_unit_price numeric(10,2) default 361.39,
             currency_id int default 1, agreed_delivery_date text default '2022-11-09', agreed_payment_date text default '2022-11-08', agreed_delivery_location_id int default 1);
            create table src.transaction (transaction_id int primary key, transaction_type text default 'SALE', sales_order_id int, purchase_order_id int,
             created_at timestamp(3) default '2022-11-03 14:20:52', last_updated timestamp(3) default '2022-11-03 14:20:52');
            create table src.payment (payment_id int primary key, created_at timestamp(3) default '2022-11-03 14:20:52', last_updated timestamp(3) default '2022-11-03 14:20:52',
             transaction_id int default 1, counterparty_id int default 1, payment_amount numeric(10,2) default 2500, currency_id int default 1, payment_type_id int default 1,
             paid boolean default false, payment_date text default '2022-11-08', company_ac_number int default 67305075, counterparty_ac_number int default 31622269);
            insert into src.address values (1, '6826 Herzog Via', null, 'Avon', 'New Patienceburgh', '28441', 'Turkey', '1803 637401');
            insert into src.counterparty values (1, 'Fahey and Sons', 1, 'Micheal Toy', 'Mrs. Lucy Runolfsdottir');
            insert into src.currency values (1, 'GBP'), (2, 'USD'), (3, 'EUR');
            insert into src.department values (1, 'Sales', 'Manchester', 'Richard Roma'), (4, 'Dispatch', 'Leds', 'Mark Hanna');
            insert into src.staff values (1, 'Jeremie', 'Franey', 1, 'jeremie.franey@terrifictotes.com');
            insert into src.design (design_id, design_name, file_location, file_name) values (1, 'Wooden', '/usr', 'wooden-20220717-npgz.json');
            insert into src.payment_type values (1, 'SALES_RECEIPT'), (2, 'SALES_REFUND'), (3, 'PURCHASE_PAYMENT'), (4, 'PURCHASE_REFUND');
            insert into src.transaction (transaction_id, sales_order_id) values (1, 0)""";

    final ApplyingWarehouse warehouse = new ApplyingWarehouse(definition());
    private final Connection connection;
    private final Map<String, AnyRows> events = new LinkedHashMap<>();
    private final Map<String, Map<Long, Object[]>> published = new LinkedHashMap<>();
    private final Map<String, Map<String, List<String>>> seen = new TreeMap<>();
    private long fence;
    private long sequence;

    BackOffice() {
        connection = connect();
        write(TABLES, StarOracle.FUNCTIONS);
        write(
                "insert into freshet.source (name, pipeline) values ('%s', 'totesys')"
                        .formatted(NAME));
        warehouse.definition.tables().stream()
                .filter(table -> table.origin().isSource())
                .forEach(this::begin);
        open();
        publish();
    }

    private void begin(TableDefinition table) {
        events.put(table.name(), new AnyRows("totesys", table.name(), table.columnNames()));
        published.put(table.name(), new TreeMap<>());
    }

    private Connection connect() {
        try {
            return warehouse.database.connect();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static String definition() {
        try (InputStream file = BackOffice.class.getResourceAsStream("/pipelines/totesys.yaml")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens another epoch. */
    void open() {
        sequence = 0;
        warehouse.apply(new EpochOpened(new Position(NAME, ++fence, 0)));
    }

    /** Changes the source. */
    void write(String... statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    /** Rows of a query as texts, columns parted by bars. */
    List<String> query(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringJoiner line = new StringJoiner("|");
                for (int column = 1; column <= width; column++) {
                    line.add(rows.getString(column));
                }
                lines.add(line.toString());
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Publishes what changed of tables, in their order; of all, where none is named. */
    void publish(String... tables) {
        List<ChangeEvent> batch = read(tables);
        if (!batch.isEmpty()) {
            warehouse.apply(batch.toArray(ChangeEvent[]::new));
        }
    }

    /** What changed of tables, as it is published. */
    List<ChangeEvent> read(String... tables) {
        List<ChangeEvent> batch = new ArrayList<>();
        for (String table : tables.length == 0 ? events.keySet().toArray(String[]::new) : tables) {
            batch.addAll(readOne(table));
        }
        noteStates(tables.length == 0 ? List.copyOf(events.keySet()) : List.of(tables));
        return batch;
    }

    /** Forgets what was published, as a poller does whose tables are to be read again. */
    void forgetPublished() {
        published.values().forEach(Map::clear);
    }

    private List<ChangeEvent> readOne(String table) {
        Map<Long, Object[]> now = rows(table);
        Map<Long, Object[]> before = published.put(table, now);
        List<ChangeEvent> found = new ArrayList<>();
        Object[][] changed =
                now.entrySet().stream()
                        .filter(row -> !Arrays.equals(row.getValue(), before.get(row.getKey())))
                        .map(Map.Entry::getValue)
                        .toArray(Object[][]::new);
        if (changed.length > 0) {
            found.add(events.get(table).read(NAME, fence, ++sequence, changed));
        }
        long[] gone =
                before.keySet().stream()
                        .filter(key -> !now.containsKey(key))
                        .mapToLong(key -> key)
                        .toArray();
        if (gone.length > 0) {
            found.add(events.get(table).gone(NAME, fence, ++sequence, gone));
        }
        return found;
    }

    private Map<Long, Object[]> rows(String table) {
        TableDefinition definition = warehouse.definition.table(table);
        String columns =
                definition.columns().stream()
                        .map(ColumnDefinition::source)
                        .map(column -> column + "::text")
                        .collect(Collectors.joining(", "));
        Map<Long, Object[]> rows = new TreeMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet found =
                        statement.executeQuery(
                                "select %s_id, %s from src.%1$s".formatted(table, columns))) {
            while (found.next()) {
                Object[] row = new Object[definition.columns().size() + 1];
                row[0] = found.getLong(1);
                for (int column = 1; column < row.length; column++) {
                    row[column] = found.getString(column + 1);
                }
                rows.put((Long) row[0], row);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(table, e);
        }
        return rows;
    }

    private void noteStates(List<String> tables) {
        for (StarTable.History table : histories()) {
            if (tables.contains(table.of())) {
                noteStates(table);
            }
        }
    }

    /** The histories that are kept. */
    List<StarTable.History> histories() {
        return warehouse.definition.star().orElseThrow().all(StarTable.History.class);
    }

    private void noteStates(StarTable.History table) {
        Map<String, List<String>> states =
                seen.computeIfAbsent(table.name(), absent -> new TreeMap<>());
        Map<String, String> now = new TreeMap<>();
        query(StarOracle.histories().get(table.name()))
                .forEach(row -> now.put(row.substring(0, row.indexOf('|')), row));
        now.forEach(
                (key, row) -> {
                    List<String> of = states.computeIfAbsent(key, absent -> new ArrayList<>());
                    if (of.isEmpty() || !of.get(of.size() - 1).equals(row)) {
                        of.add(row);
                    }
                });
        // one that comes again after it was gone is another state, whatever it says
        Set<String> there = keys(table);
        states.forEach(
                (key, of) -> {
                    if (!there.contains(key) && !of.get(of.size() - 1).isEmpty()) {
                        of.add("");
                    }
                });
    }

    private Set<String> keys(StarTable.History table) {
        return Set.copyOf(query("select %s from src.%s".formatted(table.key(), table.of())));
    }

    /** The last states that were published of the rows that there are. */
    List<String> current(StarTable.History table) {
        Set<String> there = keys(table);
        return seen.get(table.name()).entrySet().stream()
                .filter(row -> there.contains(row.getKey()))
                .map(row -> row.getValue().get(row.getValue().size() - 1))
                .toList();
    }

    /** The states of a history's rows that were published, without those where there was none. */
    List<String> states(String table) {
        return seen.get(table).values().stream()
                .flatMap(List::stream)
                .filter(row -> !row.isEmpty())
                .toList();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        warehouse.close();
    }
}
