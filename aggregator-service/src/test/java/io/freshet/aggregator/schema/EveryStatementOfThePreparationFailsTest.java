package io.freshet.aggregator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.aggregator.apply.ApplyingWarehouse;
import io.freshet.testkit.TestPostgres;
import io.freshet.testkit.TestServers;
import io.freshet.testkit.faults.StatementProxy;
import io.freshet.testkit.faults.StatementProxy.Way;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The connection is lost at the first change that making a warehouse ready makes, then at a later
 * one, and so on: trying again makes it whole. As each try takes a second, a build takes every
 * sixth change; {@code -Dfreshet.test.statement-step=1} takes all of them.
 */
@Tag("slow")
class EveryStatementOfThePreparationFailsTest {

    private static final int STEP = Integer.getInteger("freshet.test.statement-step", 6);
    private static final Predicate<String> CHANGES =
            Pattern.compile(
                            "\\s*(create|alter|insert|update|delete|with|commit)\\b.*",
                            Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
                    .asMatchPredicate();
    private static final String COLUMNS =
            "select table_schema, table_name, column_name, data_type"
                    + " from information_schema.columns where table_schema in ('freshet', 'sales')"
                    + " order by 1, 2, 3";
    private static final String MADE =
            "select pipeline, object, kind from freshet.catalogue order by 1, 2";

    private static StatementProxy proxy;
    private static ApplyingWarehouse warehouse;

    @BeforeAll
    static void open() {
        TestPostgres server = TestServers.postgres();
        proxy = StatementProxy.inFrontOf(server.host(), server.port());
        warehouse = new ApplyingWarehouse(ApplyingWarehouse.SALES, proxy::reroute);
    }

    @AfterAll
    static void close() {
        warehouse.close();
        proxy.close();
    }

    @Test
    void tryingAgainMakesItWhole() {
        List<String> columns = warehouse.query(COLUMNS);
        List<String> made = warehouse.query(MADE);
        boolean untouched = false;
        for (int number = 1; !untouched; number += STEP) {
            warehouse.database.execute(
                    "drop schema if exists freshet cascade", "drop schema if exists sales cascade");
            proxy.fail(number, Way.LOST, CHANGES);
            lookOrFail();
            untouched = !proxy.happened();
            proxy.pass();

            warehouse.watch.look();

            assertThat(warehouse.query(COLUMNS)).as("after %s", proxy).isEqualTo(columns);
            assertThat(warehouse.query(MADE)).as("after %s", proxy).isEqualTo(made);
        }
    }

    private static void lookOrFail() {
        try {
            warehouse.watch.look();
        } catch (RuntimeException e) {
            if (!proxy.happened()) {
                throw e;
            }
        }
    }
}
