package io.freshet.aggregator.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The warehouse lost rows that it held, and they are read again. */
@Tag("slow")
class StarTablesReadAgainTest extends OverABackOffice {

    @Test
    void rowsThatAreHeldNoMoreAreReadAgainWithoutAnotherVersion() {
        see("insert into src.payment (payment_id) values (100), (101)");
        String versions =
                query("select count(*), max(payment_record_id) from w.fact_payment").get(0);

        office.write(
                "delete from totesys.payment",
                "delete from totesys.staff",
                "delete from freshet.key_range");
        office.open();
        office.forgetPublished();
        office.publish();

        assertThat(query("select count(*), max(payment_record_id) from w.fact_payment"))
                .containsExactly(versions);
    }

    @Test
    void whatVanishedWhileATableWasReadAgainIsFoundByTheProof() {
        see(
                "insert into src.payment (payment_id) values (110), (111)",
                "insert into src.design (design_id, design_name, file_location, file_name) values (110, 'a', 'b', 'c')");
        office.write(
                "delete from src.payment where payment_id = 110",
                "delete from src.design where design_id = 110",
                "delete from totesys.payment",
                "delete from totesys.design",
                "delete from freshet.key_range");
        office.open();
        office.forgetPublished();
        office.publish();
        assertThat(
                        query(
                                "select payment_id from w.fact_payment_current where payment_id in (110, 111) order by 1"))
                .containsExactly("110", "111");

        office.warehouse.proof.pass(Duration.ZERO);
        assertThat(query("select count(*) from w.fact_payment_current where payment_id = 110"))
                .as("nobody knows yet whether it was read to its end")
                .containsExactly("1");
        office.write(
                "insert into freshet.table_mark (source_id, table_name, backfilled) select 1, unnest('{payment,design}'::text[]), true");
        office.warehouse.proof.pass(Duration.ZERO);

        assertThat(
                        query(
                                "select payment_id from w.fact_payment_current where payment_id in (110, 111)"))
                .containsExactly("111");
        assertThat(query("select design_id from w.dim_design where design_id = 110")).isEmpty();
        double mended = office.warehouse.count("freshet.summary.mended");
        office.warehouse.proof.pass(Duration.ZERO);
        assertThat(office.warehouse.count("freshet.summary.mended")).isEqualTo(mended);
    }
}
