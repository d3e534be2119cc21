package io.freshet.simulator.totesys;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.SplittableRandom;

/**
 * What the shop had when it began, at one fixed instant: eight groups of rows that seldom change.
 */
final class ShopSeed {
    /** When addresses, currencies, departments, payment types and the first designs came to be. */
    static final LocalDateTime BEGINNING = LocalDateTime.parse("2022-11-03T14:20:49.962");

    /** When staff and counterparties did. */
    static final LocalDateTime PEOPLE = LocalDateTime.parse("2022-11-03T14:20:51.563");

    /** When the first five sales and five purchases did. */
    static final LocalDateTime FIRST_TRADE = LocalDateTime.parse("2022-11-03T14:20:52.186");

    private static final int ADDRESSES = 30;
    private static final int COUNTERPARTIES = 20;
    private static final int DESIGNS = 10;
    private static final int SHORT_POSTAL_CODES = 13;
    private static final int WITHOUT_SECOND_LINE = 20;
    private static final int WITHOUT_DISTRICT = 14;
    private static final List<List<String>> DEPARTMENTS =
            List.of(
                    List.of("Sales", "Manchester", "Richard Roma"),
                    List.of("Purchasing", "Manchester", "Naomi Lapaglia"),
                    List.of("Production", "Leeds", "Chester Ming"),
                    // Misspelt in the shop, too.
                    List.of("Dispatch", "Leds", "Mark Hanna"),
                    List.of("Finance", "Manchester", "Jordan Belfort"),
                    List.of("Facilities", "Manchester", "Shelley Levene"),
                    List.of("Communications", "Leeds", "Ann Blake"),
                    List.of("HR", "Leeds", "James Link"));

    /** The departments of the twenty members of staff. Nobody is in Sales. */
    private static final int[] STAFF = {2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 6, 6, 6, 8, 8, 7, 7, 5, 5, 4};

    /** Which addresses are those of counterparties: three of them twice, one four times. */
    private static final int[] SEATS = {
        15, 28, 2, 27, 16, 5, 17, 17, 16, 2, 9, 5, 22, 17, 17, 11, 30, 7, 19, 4
    };

    private final ShopSession session;
    private final ShopWords words;

    ShopSeed(ShopSession session, SplittableRandom random) {
        this.session = session;
        this.words = new ShopWords(random);
    }

    /** Writes all eight groups; into empty tables. */
    void plant() throws SQLException {
        for (int i = 0; i < ADDRESSES; i++) {
            session.update(
                    """
                    insert into address (address_line_1, address_line_2, district, city,
                      postal_code, country, phone, created_at, last_updated)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    words.street(),
                    i < WITHOUT_SECOND_LINE ? null : words.street(),
                    // Ten have neither.
                    i < WITHOUT_DISTRICT - 4 || i >= ADDRESSES - 4
                            ? null
                            : ShopWords.DISTRICTS.get(i - (WITHOUT_DISTRICT - 4)),
                    ShopWords.CITIES.get(i),
                    words.postalCode(i >= SHORT_POSTAL_CODES),
                    ShopWords.COUNTRIES.get(i),
                    words.phone(),
                    BEGINNING,
                    BEGINNING);
        }
        for (String code : List.of("GBP", "USD", "EUR")) {
            session.update(
                    "insert into currency (currency_code, created_at, last_updated) values (?, ?, ?)",
                    code,
                    BEGINNING,
                    BEGINNING);
        }
        for (List<String> department : DEPARTMENTS) {
            session.update(
                    """
                    insert into department (department_name, location, manager, created_at,
                      last_updated) values (?, ?, ?, ?, ?)
                    """,
                    department.get(0),
                    department.get(1),
                    department.get(2),
                    BEGINNING,
                    BEGINNING);
        }
        for (String type :
                List.of("SALES_RECEIPT", "SALES_REFUND", "PURCHASE_PAYMENT", "PURCHASE_REFUND")) {
            session.update(
                    """
                    insert into payment_type (payment_type_name, created_at, last_updated)
                    values (?::"PaymentTypeName", ?, ?)
                    """,
                    type,
                    BEGINNING,
                    BEGINNING);
        }
        for (int i = 0; i < DESIGNS; i++) {
            String name = words.design();
            session.update(
                    ShopTrade.NEW_DESIGN,
                    BEGINNING,
                    name,
                    words.folder(),
                    words.file(name, "2022" + (10 + i % 2) + "0" + (1 + i % 3)),
                    BEGINNING);
        }
        people();
    }

    private void people() throws SQLException {
        for (int i = 0; i < STAFF.length; i++) {
            String first = words.firstName(i);
            String last = words.lastName(i);
            session.update(
                    """
                    insert into staff (first_name, last_name, department_id, email_address,
                      created_at, last_updated)
                    values (?, ?, ?, lower(?) || '.' || lower(?) || '@terrifictotes.com', ?, ?)
                    """,
                    first,
                    last,
                    STAFF[i],
                    first,
                    last,
                    PEOPLE,
                    PEOPLE);
        }
        for (int i = 0; i < COUNTERPARTIES; i++) {
            session.update(
                    """
                    insert into counterparty (counterparty_legal_name, legal_address_id,
                      commercial_contact, delivery_contact, created_at, last_updated)
                    values (?, ?, ?, ?, ?, ?)
                    """,
                    words.company(i),
                    SEATS[i],
                    words.person(),
                    i == 0 ? "Connie O'Keefe" : words.person(),
                    PEOPLE,
                    PEOPLE);
        }
    }
}
