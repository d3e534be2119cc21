package io.freshet.simulator.totesys;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What the shop does not do by itself, and could. */
public enum ShopFault {
    /** A department gets another name, or its misspelt place is mended. */
    RENAME_DEPARTMENT,
    /** Somebody changes to another department. */
    MOVE_STAFF,
    /** An address is edited. */
    EDIT_ADDRESS,
    /** A counterparty moves to another legal address. */
    MOVE_COUNTERPARTY,
    /** An order's units, and with them its payment, are changed; {@code last_updated} says so. */
    EDIT_ORDER,
    /** A payment that was made is not, after all; {@code last_updated} says so. */
    UNPAY,
    /** An order is changed, and its {@code last_updated} goes back by a day. */
    BACKDATE,
    /** Up to 500 rows are written again as they are. */
    NO_OP_UPDATE,
    /** A payment or a design that nobody needs is deleted. */
    DELETE_ROW,
    /** An order is deleted; its transaction goes on without it. */
    DELETE_ORDER,
    /** A currency, known or not. */
    NEW_CURRENCY,
    /** Goods come back: negative units, and a payment of a refund's type. */
    REFUND,
    /** A sale at no price, to be delivered years from now. */
    GIFT,
    /** A sale whose transaction stays open for 0.2 to 3 s while others commit. */
    LATE_COMMIT,
    /** A sale whose date of delivery is none. */
    MALFORMED_DATE,
    /** A department without a place. */
    NULL_LOCATION,
    /** Quotes, ampersands and letters from all over the world. */
    ODD_TEXT,
    /** Table {@code sales_order} gets a column {@code discount}. */
    ADD_COLUMN,
    /** Table {@code counterparty} loses {@code delivery_contact}. */
    DROP_COLUMN,
    /** Column {@code units_sold} becomes a {@code bigint}. */
    RETYPE_COLUMN;

    /** Whether it changes a table, so that it can be mended. */
    public boolean changesSchema() {
        return compareTo(ADD_COLUMN) >= 0;
    }

    /**
     * Reads one, such as {@code late-commit}.
     *
     * @throws IllegalArgumentException where there is none of that name
     */
    @JsonCreator
    public static ShopFault parse(String name) {
        return Arrays.stream(values())
                .filter(fault -> fault.toString().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no fault '%s'; there are %s"
                                                .formatted(name, Arrays.toString(values()))));
    }

    /** The name in lower case with hyphens, as it stands in JSON and in configuration. */
    @JsonValue
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
