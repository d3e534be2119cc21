package io.freshet.simulator.totesys;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Writes what the shop does: all choices are independent and uniform, as they are in the shop. A
 * business event is three rows with the same time of creation: order, transaction, payment. Not
 * thread-safe.
 */
final class ShopTrade {
    static final String NEW_DESIGN =
            """
            insert into design (created_at, design_name, file_location, file_name, last_updated)
            values (?, ?, ?, ?, ?)
            """;

    private static final int SALES_RECEIPT = 1;
    private static final int PURCHASE_PAYMENT = 3;
    private static final int PAYMENT_DAYS = 6;
    private static final int DELIVERY_DAYS = 7;
    private static final int SECONDS_OF_DAY = 86_400;
    private static final int OLDEST_FILE_DAYS = 728;

    private final ShopSession session;
    private final SplittableRandom random;
    private final ShopWords words;
    private List<Long> staff = List.of();
    private List<Long> counterparties = List.of();
    private List<Long> currencies = List.of();
    private List<Long> addresses = List.of();
    private List<Long> designs = List.of();

    ShopTrade(ShopSession session, SplittableRandom random) throws SQLException {
        this.session = session;
        this.random = random;
        this.words = new ShopWords(random);
        lookAround();
    }

    /**
     * An order that was written, of which transaction and payment are still to come.
     *
     * @param isSale whether it is one of {@code sales_order}
     * @param order its key
     * @param counterparty who bought or sold
     * @param amount quantity times price
     * @param currency its key
     * @param paymentDate the day on which payment is due, as text
     */
    private record Ordered(
            boolean isSale,
            long order,
            long counterparty,
            BigDecimal amount,
            long currency,
            String paymentDate) {}

    /** Looks again at what there is to choose from. */
    void lookAround() throws SQLException {
        staff = session.numbers("select staff_id from staff order by 1");
        counterparties = session.numbers("select counterparty_id from counterparty order by 1");
        currencies = session.numbers("select currency_id from currency order by 1");
        addresses = session.numbers("select address_id from address order by 1");
        designs = new ArrayList<>(session.numbers("select design_id from design order by 1"));
    }

    /** A sale in one transaction; three rows. */
    void sale(LocalDateTime at) throws SQLException {
        session.together(() -> pay(orderSale(at), at));
    }

    /** A purchase in one transaction; three rows. */
    void purchase(LocalDateTime at) throws SQLException {
        session.together(() -> pay(orderPurchase(at), at));
    }

    /**
     * A sale and a purchase whose jobs run at the same time, so that the later payment may get the
     * lower key.
     */
    void saleAndPurchase(LocalDateTime sold, LocalDateTime bought) throws SQLException {
        session.together(
                () -> {
                    Ordered sale = orderSale(sold);
                    Ordered purchase = orderPurchase(bought);
                    long saleTransaction = transact(sale, sold);
                    long purchaseTransaction = transact(purchase, bought);
                    pay(purchase, purchaseTransaction, bought);
                    pay(sale, saleTransaction, sold);
                });
    }

    /** A new design; one row. */
    void design(LocalDateTime at) throws SQLException {
        String name = words.design();
        LocalDate drawn = at.toLocalDate().minusDays(random.nextInt(3, OLDEST_FILE_DAYS + 1));
        String file = words.file(name, drawn.format(DateTimeFormatter.BASIC_ISO_DATE));
        designs.add(
                session.number(
                        NEW_DESIGN + " returning design_id", at, name, words.folder(), file, at));
    }

    /**
     * Pays what is due on the day and not paid yet, by one statement.
     *
     * @return how many payments there were
     */
    int payDue(LocalDateTime at) throws SQLException {
        return session.update(
                "update payment set paid = true, last_updated = ? where payment_date = ? and not paid",
                at,
                at.toLocalDate().toString());
    }

    /**
     * Moves the delivery of an order that is overdue, without a word in {@code last_updated}.
     *
     * @return how many orders there were to choose from: 1, or 0 where none is overdue
     */
    int moveDelivery(LocalDateTime at) throws SQLException {
        // By a key and upwards: it need not be uniform, and must not read the whole table.
        long anyPayment = 1 + random.nextLong(Math.max(1, lastPayment()));
        String overdue =
                """
                select t.%s from payment p join "transaction" t using (transaction_id)
                where not p.paid and p.payment_date < ? and p.payment_id >= ? and t.%s is not null
                order by p.payment_id limit 1
                """;
        boolean sale = random.nextBoolean();
        String table = sale ? "sales_order" : "purchase_order";
        List<Long> found =
                session.numbers(
                        overdue.formatted(table + "_id", table + "_id"),
                        at.toLocalDate().toString(),
                        anyPayment);
        if (found.isEmpty()) {
            return 0;
        }
        return session.update(
                "update %1$s set agreed_delivery_date = ? where %1$s_id = ?".formatted(table),
                day(at, DELIVERY_DAYS),
                found.get(0));
    }

    private long lastPayment() throws SQLException {
        return session.number("select coalesce(max(payment_id), 0) from payment");
    }

    private void pay(Ordered ordered, LocalDateTime at) throws SQLException {
        pay(ordered, transact(ordered, at), at);
    }

    private Ordered orderSale(LocalDateTime at) throws SQLException {
        long counterparty = words.any(counterparties);
        long currency = words.any(currencies);
        int units = random.nextInt(1_000, 100_001);
        BigDecimal price = cents(2, 4);
        String paymentDate = day(at, PAYMENT_DAYS);
        long order =
                session.number(
                        """
                        insert into sales_order (created_at, last_updated, design_id, staff_id,
                          counterparty_id, units_sold, unit_price, currency_id,
                          agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning sales_order_id
                        """,
                        at,
                        at,
                        words.any(designs),
                        words.any(staff),
                        counterparty,
                        units,
                        price,
                        currency,
                        day(at, DELIVERY_DAYS),
                        paymentDate,
                        words.any(addresses));
        BigDecimal amount = price.multiply(BigDecimal.valueOf(units));
        return new Ordered(true, order, counterparty, amount, currency, paymentDate);
    }

    private Ordered orderPurchase(LocalDateTime at) throws SQLException {
        long counterparty = words.any(counterparties);
        long currency = words.any(currencies);
        int quantity = random.nextInt(1, 1_001);
        BigDecimal price = cents(3, 1_000);
        String paymentDate = day(at, PAYMENT_DAYS);
        long order =
                session.number(
                        """
                        insert into purchase_order (created_at, last_updated, staff_id,
                          counterparty_id, item_code, item_quantity, item_unit_price, currency_id,
                          agreed_delivery_date, agreed_payment_date, agreed_delivery_location_id)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning purchase_order_id
                        """,
                        at,
                        at,
                        words.any(staff),
                        counterparty,
                        words.code(7),
                        quantity,
                        price,
                        currency,
                        day(at, DELIVERY_DAYS),
                        paymentDate,
                        words.any(addresses));
        BigDecimal amount = price.multiply(BigDecimal.valueOf(quantity));
        return new Ordered(false, order, counterparty, amount, currency, paymentDate);
    }

    private long transact(Ordered ordered, LocalDateTime at) throws SQLException {
        return session.number(
                """
                insert into "transaction" (transaction_type, sales_order_id, purchase_order_id,
                  created_at, last_updated)
                values (?::"TransactionType", ?::int, ?::int, ?, ?) returning transaction_id
                """,
                ordered.isSale() ? "SALE" : "PURCHASE",
                ordered.isSale() ? ordered.order() : null,
                ordered.isSale() ? null : ordered.order(),
                at,
                at);
    }

    private void pay(Ordered ordered, long transaction, LocalDateTime at) throws SQLException {
        session.update(
                """
                insert into payment (created_at, last_updated, transaction_id, counterparty_id,
                  payment_amount, currency_id, payment_type_id, paid, payment_date,
                  company_ac_number, counterparty_ac_number)
                values (?, ?, ?, ?, ?, ?, ?, false, ?, ?, ?)
                """,
                at,
                at,
                transaction,
                ordered.counterparty(),
                ordered.amount(),
                ordered.currency(),
                ordered.isSale() ? SALES_RECEIPT : PURCHASE_PAYMENT,
                ordered.paymentDate(),
                account(),
                account());
    }

    /** A day up to so many days later, as text. */
    private String day(LocalDateTime at, int days) {
        return at.plusSeconds(random.nextInt(days * SECONDS_OF_DAY)).toLocalDate().toString();
    }

    /** An amount between two whole ones, with half the weight at both ends. */
    private BigDecimal cents(int least, int most) {
        double amount = least + random.nextDouble() * (most - least);
        return BigDecimal.valueOf(Math.round(amount * 100), 2);
    }

    private int account() {
        return random.nextInt(10_000_000, 100_000_000);
    }
}
