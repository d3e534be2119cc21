/**
 * How the warehouse is laid out: names of schemas, tables and columns, the width of key ranges,
 * quoting, and the statements on Freshet's own tables. It is the one place that spells them: other
 * modules take them from here. Depends on nothing, so that every service can use it.
 *
 * <p>For poller-service, whose own copies are to go: {@code Leases.ALIVE, RENEW, TAKE, RELEASE,
 * NEXT_FENCE, LEAVE} are in {@link io.freshet.warehouse.layout.LeaseSql}; {@code Registry.REGISTER}
 * is {@code RegistrySql.REGISTER_SOURCE} and {@code MAKE_LEASE} is {@code LeaseSql.ADD}; {@code
 * StatusKeeper.SAVE} is {@code StatusSql.SAVE}; {@code Marks.FIND, NOTE, SAVE} are {@code
 * StatusSql.FIRST_SIGHT, NOTE_FIRST_SIGHT, SAVE_MARK}; of {@code WarehouseReader}, {@code APPLIED}
 * is {@code AppliedSql.OF_SOURCES}, {@code LEDGER} is {@code RangeSql.HELD}, {@code ENDS} and
 * {@code GAPS} are {@code new HeldRowsSql(pipeline, table).ends()} and {@code gaps(most)}; {@code
 * RangeLedger.WIDTH, SHIFT, rangeOf, keysOf} rest on {@code KeyRanges}.
 */
package io.freshet.warehouse.layout;
