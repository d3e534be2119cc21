package io.freshet.simulator.totesys;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;

/** Does what {@link ShopFault} names. Not thread-safe. */
final class ShopFaults {
    private static final List<String> CURRENCIES = List.of("JPY", "XXX", "gbp", "CHF", "NOK");
    private static final List<String> ODD_TEXTS =
            List.of(
                    "O'Hara & Sons \"Ltd\"",
                    "Ødegård, Пётр and 株式会社",
                    "back\\slash; drop table 'x'--",
                    "line\none\tand more",
                    "");
    private static final String SALE = "sales_order";
    private static final String PURCHASE = "purchase_order";
    private static final String LAST_SALE = "currval('sales_order_sales_order_id_seq')";
    private static final String LAST_PAYMENT = "currval('payment_payment_id_seq')";

    private final ShopSession session;
    private final ShopTrade trade;
    private final LateSales late;
    private final SplittableRandom random;
    private final ShopWords words;

    ShopFaults(ShopSession session, ShopTrade trade, LateSales late, SplittableRandom random) {
        this.session = session;
        this.trade = trade;
        this.late = late;
        this.random = random;
        this.words = new ShopWords(random);
    }

    /** Lets it happen at that time of the shop's; may find nothing to happen to. */
    void strike(ShopFault fault, LocalDateTime at) throws SQLException {
        if (fault.changesSchema()) {
            // A change of a table waits for transactions on it: ours would never end.
            late.commitAll();
        }
        switch (fault) {
            case RENAME_DEPARTMENT -> renameDepartment(at);
            case MOVE_STAFF -> moveStaff(at);
            case EDIT_ADDRESS -> editAddress(at);
            case MOVE_COUNTERPARTY -> moveCounterparty(at);
            case EDIT_ORDER -> session.together(() -> editOrder(at));
            case UNPAY -> unpay(at);
            case BACKDATE -> backdate();
            case NO_OP_UPDATE -> noOpUpdate();
            case DELETE_ROW -> deleteRow();
            case DELETE_ORDER -> deleteOrder();
            case NEW_CURRENCY -> newCurrency(at);
            case REFUND -> session.together(() -> refund(at));
            case GIFT -> session.together(() -> gift(at));
            case LATE_COMMIT -> late.sale(at);
            case MALFORMED_DATE -> session.together(() -> malformedDate(at));
            case NULL_LOCATION -> nullLocation(at);
            case ODD_TEXT -> oddText(at);
            case ADD_COLUMN ->
                    session.run(
                            "alter table sales_order add column if not exists discount numeric(5, 2) default 0.5");
            case DROP_COLUMN ->
                    session.run("alter table counterparty drop column if exists delivery_contact");
            case RETYPE_COLUMN ->
                    session.run("alter table sales_order alter column units_sold type bigint");
        }
        trade.lookAround();
    }

    /** Undoes a change of a table, as far as that can be undone; of other faults nothing. */
    void mend(ShopFault fault) throws SQLException {
        late.commitAll();
        switch (fault) {
            case ADD_COLUMN ->
                    session.run("alter table sales_order drop column if exists discount");
            case DROP_COLUMN ->
                    session.run(
                            "alter table counterparty add column if not exists delivery_contact text");
            case RETYPE_COLUMN ->
                    session.run("alter table sales_order alter column units_sold type int");
            default -> {
                // What happened to rows has happened.
            }
        }
    }

    private void renameDepartment(LocalDateTime at) throws SQLException {
        int mended =
                session.update(
                        "update department set location = 'Leeds', last_updated = ? where location = 'Leds'",
                        at);
        if (mended == 0) {
            session.update(
                    "update department set department_name = ?, last_updated = ? where department_id = ?",
                    "Team " + words.code(3),
                    at,
                    any("department"));
        }
    }

    private void moveStaff(LocalDateTime at) throws SQLException {
        session.update(
                "update staff set department_id = ?, last_updated = ? where staff_id = ?",
                any("department"),
                at,
                any("staff"));
    }

    private void editAddress(LocalDateTime at) throws SQLException {
        session.update(
                "update address set address_line_2 = ?, phone = ?, last_updated = ? where address_id = ?",
                random.nextBoolean() ? words.street() : null,
                words.phone(),
                at,
                any("address"));
    }

    private void moveCounterparty(LocalDateTime at) throws SQLException {
        session.update(
                """
                update counterparty set legal_address_id = ?, last_updated = ?
                where counterparty_id = ?
                """,
                any("address"),
                at,
                any("counterparty"));
    }

    private void editOrder(LocalDateTime at) throws SQLException {
        long order = any(SALE);
        session.update(
                "update sales_order set units_sold = units_sold + ?, last_updated = ? where sales_order_id = ?",
                random.nextInt(1, 1_000),
                at,
                order);
        session.update(
                """
                update payment p set payment_amount = o.units_sold * o.unit_price, last_updated = ?
                from sales_order o join "transaction" t using (sales_order_id)
                where t.transaction_id = p.transaction_id and o.sales_order_id = ?
                """,
                at,
                order);
    }

    private void unpay(LocalDateTime at) throws SQLException {
        session.update(
                """
                update payment set paid = false, last_updated = ? where payment_id =
                  (select payment_id from payment where paid order by last_updated desc limit 1)
                """,
                at);
    }

    private void backdate() throws SQLException {
        session.update(
                """
                update purchase_order set item_code = ?, last_updated = last_updated - interval '1 day'
                where purchase_order_id = ?
                """,
                words.code(7),
                any(PURCHASE));
    }

    private void noOpUpdate() throws SQLException {
        session.update(
                """
                update sales_order set units_sold = units_sold where sales_order_id >
                  (select max(sales_order_id) - 500 from sales_order)
                """);
    }

    private void deleteRow() throws SQLException {
        if (random.nextBoolean()) {
            session.update("delete from payment where payment_id = ?", any("payment"));
        } else {
            session.update(
                    """
                    delete from design d where design_id = (select design_id from design d
                      where not exists (select from sales_order o where o.design_id = d.design_id)
                      limit 1)
                    """);
        }
    }

    private void deleteOrder() throws SQLException {
        String table = random.nextBoolean() ? SALE : PURCHASE;
        session.update("delete from %1$s where %1$s_id = ?".formatted(table), any(table));
    }

    private void newCurrency(LocalDateTime at) throws SQLException {
        for (String code : CURRENCIES) {
            int made =
                    session.update(
                            """
                            insert into currency (currency_code, created_at, last_updated)
                            select ?, ?::timestamp, ?::timestamp
                            where not exists (select from currency where currency_code = ?)
                            """,
                            code,
                            at,
                            at,
                            code);
            if (made > 0) {
                return;
            }
        }
    }

    private void refund(LocalDateTime at) throws SQLException {
        trade.sale(at);
        session.run(
                "update sales_order set units_sold = -units_sold where sales_order_id = "
                        + LAST_SALE,
                "update payment set payment_amount = -payment_amount, payment_type_id = 2 where payment_id = "
                        + LAST_PAYMENT);
    }

    private void gift(LocalDateTime at) throws SQLException {
        trade.sale(at);
        session.run(
                "update sales_order set unit_price = 0, agreed_delivery_date = '2031-05-01' where sales_order_id = "
                        + LAST_SALE,
                "update payment set payment_amount = 0 where payment_id = " + LAST_PAYMENT);
    }

    private void malformedDate(LocalDateTime at) throws SQLException {
        trade.sale(at);
        session.update(
                "update sales_order set agreed_delivery_date = ? where sales_order_id = "
                        + LAST_SALE,
                words.any(List.of("2024-02-30", "soon", "30/11/2024")));
    }

    private void nullLocation(LocalDateTime at) throws SQLException {
        session.update(
                "update department set location = null, last_updated = ? where department_id = ?",
                at,
                any("department"));
    }

    private void oddText(LocalDateTime at) throws SQLException {
        session.update(
                "update counterparty set counterparty_legal_name = ?, last_updated = ? where counterparty_id = ?",
                words.any(ODD_TEXTS),
                at,
                any("counterparty"));
        session.update(
                "update address set country = ?, district = ?, last_updated = ? where address_id = ?",
                "Côte d'Ivoire",
                words.any(ODD_TEXTS),
                at,
                any("address"));
        session.update(
                """
                update staff set last_name = ?, email_address = ?, last_updated = ?
                where staff_id = ?
                """,
                "O'Neil",
                "sean.o'neil@terrifictotes.com",
                at,
                any("staff"));
    }

    /** The key of some row, each about as likely; 0 where there is none. */
    private long any(String table) throws SQLException {
        String names = ShopTables.quoted(table);
        long last =
                session.number("select coalesce(max(%s_id), 0) from %s".formatted(table, names));
        List<Long> found =
                session.numbers(
                        "select %1$s_id from %2$s where %1$s_id >= ? order by 1 limit 1"
                                .formatted(table, names),
                        1 + random.nextLong(Math.max(1, last)));
        return found.isEmpty() ? 0 : found.get(0);
    }
}
