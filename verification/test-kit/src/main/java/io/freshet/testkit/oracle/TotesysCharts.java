package io.freshet.testkit.oracle;

import io.freshet.testkit.TestDatabase;
import io.freshet.testkit.files.RepositoryFiles;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** What plain SQL over the rows held says in place of the shop's charts. */
public final class TotesysCharts {

    private static final long PAUSE_MILLIS = 200;
    private static final String BAR = " | ";
    private static final String SQL = "```sql";
    private static final String SALES =
            "from sales_order s left join currency c using (source_id, currency_id)"
                    + " left join staff w using (source_id, staff_id)"
                    + " left join design d using (source_id, design_id)"
                    + " left join counterparty p using (source_id, counterparty_id)"
                    + " left join address a on a.source_id = s.source_id and a.address_id = s.agreed_delivery_location_id";
    private static final String PURCHASES =
            "from purchase_order b left join counterparty p using (source_id, counterparty_id)";
    private static final String PAYMENTS =
            "from payment m left join currency c using (source_id, currency_id)"
                    + " left join counterparty p using (source_id, counterparty_id)"
                    + " left join (select source_id, payment_type_id, case when payment_type_name in ('SALES_RECEIPT', 'PURCHASE_REFUND') then 'receive'"
                    + " when payment_type_name in ('PURCHASE_PAYMENT', 'SALES_REFUND') then 'pay out' end as direction"
                    + " from payment_type) k using (source_id, payment_type_id)";
    private static final String REPORT =
            "select payment_id, payment_date, payment_amount as amount, currency_code as currency, direction,"
                    + " counterparty_legal_name as counterparty, paid "
                    + PAYMENTS;

    /** By path, each on a line, the statement that says the same; empty lines do not count. */
    private static final String EXPECTED =
            """
            /payments/last5 | @report where payment_date <= @today order by payment_date desc, payment_id limit 5
            /payments/last5?paid=false&currency=EUR,GBP | @report where payment_date <= @today and not paid and currency_code in ('EUR', 'GBP') order by payment_date desc, payment_id limit 5
            /payments/next5 | @report where payment_date >= @today and not paid order by payment_date, payment_id limit 5
            /payments/next5?currency=USD | @report where payment_date >= @today and not paid and currency_code = 'USD' order by payment_date, payment_id limit 5
            /charts/totesys/payments-next5?paid=true | select 1 where false
            /charts/totesys/sales | select count(*) as orders, sum(units_sold) as units, sum(units_sold * unit_price) as revenue @sales
            /charts/totesys/purchases | select count(*) as orders, sum(item_quantity) as items, sum(item_quantity * item_unit_price) as cost @purchases
            /charts/totesys/payments | select direction, count(*) as payments, sum(payment_amount) as amount @payments group by 1 order by 1
            /charts/totesys/unpaid?currency=GBP | select direction, count(*) as payments, sum(payment_amount) as amount @payments where not paid and currency_code = 'GBP' group by 1 order by 1
            /charts/totesys/revenue-by-staff-and-country?currency=EUR | select coalesce(first_name, '') || ' ' || coalesce(last_name, '') as staff, country, sum(units_sold * unit_price) as revenue, count(*) as orders @sales where currency_code = 'EUR' group by 1, 2 order by 3 desc nulls last, 1, 2 limit 10
            /charts/totesys/revenue-by-design | select design_name as design, sum(units_sold * unit_price) as revenue, sum(units_sold) as units, count(*) as orders @sales group by 1 order by 2 desc nulls last, 1
            /charts/totesys/revenue-by-currency | select currency_code as currency, sum(units_sold * unit_price) as revenue, sum(units_sold) as units, count(*) as orders @sales group by 1 order by 2 desc nulls last, 1
            /charts/totesys/revenue-by-country | select country, sum(units_sold * unit_price) as revenue, count(*) as orders, round(sum(units_sold * unit_price) / count(*), 2) as "per-order" @sales group by 1 order by 2 desc nulls last, 1
            /charts/totesys/sales-by-month | select date_trunc('month', s.created_at)::date as month, count(*) as orders, sum(units_sold) as units, sum(units_sold * unit_price) as revenue @sales group by 1 order by 1
            /charts/totesys/overdue | select counterparty_legal_name as counterparty, direction, count(*) as payments, sum(payment_amount) as amount @payments where payment_date < @today and not paid group by 1, 2 order by 4 desc nulls last, counterparty_legal_name collate "C", 2
            /charts/totesys/spend-by-counterparty | select counterparty_legal_name as counterparty, sum(item_quantity * item_unit_price) as cost, count(*) as orders @purchases group by 1 order by 2 desc nulls last, 1
            /charts/totesys/sales-by-counterparty | select counterparty_legal_name as counterparty, sum(units_sold * unit_price) as revenue, count(*) as orders @sales group by 1 order by 2 desc nulls last, 1
            """;

    private final TestDatabase warehouse;
    private final UnaryOperator<String> get;

    /**
     * @param get answers a path
     */
    public TotesysCharts(TestDatabase warehouse, UnaryOperator<String> get) {
        this.warehouse = warehouse;
        this.get = get;
    }

    /** Waits until every chart says what SQL says; gives what still differs. */
    public List<String> await(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        List<String> differences = differences();
        while (!differences.isEmpty() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            differences = differences();
        }
        return differences;
    }

    /** What differs now. */
    List<String> differences() {
        List<String> found = new ArrayList<>();
        for (String line : EXPECTED.split("\n", -1)) {
            if (!line.isEmpty()) {
                String path = line.substring(0, line.indexOf(BAR));
                List<String> shown = objects(get.apply(path));
                List<String> wanted = objects(said(line.substring(path.length() + BAR.length())));
                if (!shown.equals(wanted)) {
                    found.add("%s is %s, not %s".formatted(path, shown, wanted));
                }
            }
        }
        return found;
    }

    /** How many rows each statement of docs/totesys.md gives. */
    public List<Integer> documented() throws SQLException, IOException {
        String page = Files.readString(RepositoryFiles.path("docs/totesys.md"));
        String statements = page.substring(page.indexOf(SQL) + SQL.length());
        List<Integer> rows = new ArrayList<>();
        try (Connection connection = warehouse.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements.substring(0, statements.indexOf("```")).split(";", -1)) {
                if (!sql.isBlank() && statement.execute(sql)) {
                    try (ResultSet result = statement.getResultSet()) {
                        rows.add(0);
                        while (result.next()) {
                            rows.set(rows.size() - 1, result.getRow());
                        }
                    }
                }
            }
        }
        return rows;
    }

    /** The statement of docs/totesys.md that begins so. */
    public String documented(String beginning) throws IOException {
        String page = Files.readString(RepositoryFiles.path("docs/totesys.md"));
        String sql = page.substring(page.indexOf(beginning));
        return sql.substring(0, sql.indexOf(';'));
    }

    private String said(String sql) {
        String query =
                sql.replace("@report", REPORT)
                        .replace("@sales", SALES)
                        .replace("@purchases", PURCHASES)
                        .replace("@payments", PAYMENTS)
                        .replace("@today", "(now() at time zone 'UTC')::date")
                        .replaceAll("(from|join) ([a-z_]+ [a-z]\\b)", "$1 totesys.$2")
                        .replaceAll("from payment_type\\)", "from totesys.payment_type)");
        return warehouse
                .query(
                        "select coalesce(json_agg(row_to_json(t)), '[]')::text from (%s) t"
                                .formatted(query))
                .get(0);
    }

    private static List<String> objects(String json) {
        return new JsonArray(json)
                .stream().map(JsonObject.class::cast).map(TotesysCharts::told).toList();
    }

    private static String told(JsonObject object) {
        return object.stream()
                .map(field -> field.getKey() + "=" + told(field.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String told(Object value) {
        return value instanceof Number number
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : String.valueOf(value);
    }
}
