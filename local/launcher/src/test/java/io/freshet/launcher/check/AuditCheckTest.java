package io.freshet.launcher.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is damaged, or changed without anybody noticing, is found and named by an audit. */
class AuditCheckTest {

    @TempDir private Path folder;
    private HeldShop shop;

    @BeforeEach
    void open() throws IOException {
        shop = new HeldShop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatIsAsItShouldBeIsWell() {
        assertThat(shop.audit())
                .containsPattern(
                        "audit shop +ok +orders: 3,000 rows, 0 differences, .* s; 3 summaries with"
                                + " 208 groups")
                .containsPattern("audit shop +ok +customers: 2 rows, 0 differences")
                .containsPattern("audit shop +ok +stock: 200 rows, 0 differences")
                .contains("all well: 3 of 3");
    }

    @Test
    void groupsThatAreDamagedAreNamedWithWhatTheyShouldBe() {
        shop.warehouse.execute(
                "update shop.by_note set rows = rows + 1 where note = 'n1'",
                "update shop.by_note set amount_sum = 'NaN' where note = 'n2'",
                "delete from shop.by_note where note = 'n3'",
                "insert into shop.by_note select source_id, 'n9', 1, 1, 1, 1 from freshet.applied");

        assertThat(shop.audit())
                .contains("audit shop               FAILED  orders: summary by_note,")
                .contains("group n1: rows is 601 and should be 600")
                .contains("group n2: amount_sum is NaN and should be ")
                .contains("group n3: rows is 0 and should be 600, amount_count is 0 and should be ")
                .contains("group n9: rows is 1 and should be 0")
                .contains("4 differences")
                .contains("not well: 2 of 4");
    }

    @Test
    void bucketsOfTimeThatAreDamagedAreNamed() {
        shop.warehouse.execute(
                "update shop.over_time set rows = 14 where bucket = '2026-01-02 00:00Z'",
                "delete from shop.over_time where bucket = '2026-01-02 00:15Z'");

        assertThat(shop.audit())
                .contains("orders: summary over_time,")
                .contains("group 2026-01-02 00:00:00+00: rows is 14 and should be 15")
                .contains("group 2026-01-02 00:15:00+00: rows is 0 and should be 15")
                .contains("2 differences");
    }

    @Test
    void groupsByJoinedRowsAreComparedWithTheRowsAsTheyAreJoined() {
        shop.warehouse.execute("update shop.customers set name = 'Eve' where row_key = 2");

        assertThat(shop.audit())
                .containsPattern("orders: summary orders_by_name_\\w+,")
                .contains("group [\"Bob\"]: rows is 1500 and should be 0")
                .contains("group [\"Eve\"]: rows is 0 and should be 1500")
                .contains("customers: the row with key 2 is held with values that it never had");
    }

    @Test
    void checksumsThatAreDamagedAreNamedWithTheirKeys() {
        shop.warehouse.execute(
                "update freshet.key_range set digest = digest + 1"
                        + " where table_name = 'orders' and range_number = 1",
                "delete from freshet.key_range where table_name = 'orders' and range_number = 2",
                "insert into freshet.key_range select source_id, 'orders', 99, 3, 3, 0"
                        + " from freshet.applied");

        assertThat(shop.audit())
                .contains(
                        "orders: the checksum of keys 1024 to 2047 says 1,024 rows, 1,024 are held"
                                + " with other digests")
                .contains("the checksum of keys 2048 to 3071 says 0 rows, 953 are held")
                .contains("the checksum of keys 101376 to 102399 says 3 rows, 0 are held");
    }

    @Test
    void rowsThatAreDamagedAreNamed() {
        shop.warehouse.execute(
                "update shop.orders set row_digest = 1 where row_key = 77",
                "update shop.orders set amount = 99 where row_key = 78",
                "update shop.orders set row_time = now() where row_key = 79",
                "delete from shop.orders where row_key = 80",
                "delete from shop.orders where row_key between 2048 and 3000");
        shop.source.execute("delete from orders where id = 1500");

        assertThat(shop.audit())
                .contains("the row with key 77 is held with another digest")
                .contains("the row with key 78 is held with values that it never had")
                .contains("the row with key 79 is held with values that it never had")
                .contains("the row with key 80 is not held")
                .contains("a row with key 1500 is held that the source does not have")
                .contains("953 rows of keys 2048 to 3071 differ");
    }

    @Test
    void rowsWhoseKeysAreNoNumbersAreNamedByTheirKeys() {
        shop.warehouse.execute(
                "update shop.stock set pieces = 5 where article = 8",
                "update shop.stock set row_digest = 1 where article = 9",
                "delete from shop.stock where article = 10");
        shop.source.execute("delete from stock where article = 11");

        assertThat(shop.audit())
                .contains("stock: ")
                .contains("the row with key (s1, 8) is held with values that it never had")
                .contains("the row with key (s2, 9) is held with another digest")
                .contains("the row with key (s3, 10) is not held")
                .contains("a row with key (s4, 11) is held that the source does not have");
    }

    @Test
    void rowsThatAreSetAsideAndShouldCountAndTheOtherWayRoundAreNamed() {
        shop.warehouse.execute(
                "update shop.stock set row_aside = not row_aside where article in (13, 14)");

        assertThat(shop.audit())
                .contains("the row with key (s6, 13) is held with values that it never had")
                .contains("the row with key (s0, 14) is held with values that it never had")
                .contains("2 differences");
    }

    @Test
    void whatTheSourceChangedIsNamed() {
        shop.source.execute("update orders set note = 'other' where id = 2500");

        assertThat(shop.audit())
                .contains("orders: the row with key 2500 is held with another digest");
    }

    @Test
    void valuesThatWereQuarantinedAreAsTheyShouldBe() {
        shop.warehouse.execute(
                "update shop.orders set note = null where row_key = 8",
                "insert into freshet.quarantine select source_id, 'orders', 8, 'note', 'x', 'refused'"
                        + " from freshet.applied",
                "update shop.orders set note = null where row_key = 13");

        assertThat(shop.audit())
                .contains("the row with key 13 is held with values")
                .doesNotContain("key 8 ");
    }

    @Test
    void tablesOfAnotherDefinitionAreNotCompared() {
        shop.warehouse.execute("update freshet.definition set revision = revision + 1");

        assertThat(shop.audit()).contains("made by another definition of shop");
    }

    @Test
    void aSourceThatWasNeverReadIsNotCompared() {
        shop.warehouse.execute("truncate freshet.source cascade");

        assertThat(shop.audit()).contains("nothing of it was read into this warehouse yet");
    }
}
