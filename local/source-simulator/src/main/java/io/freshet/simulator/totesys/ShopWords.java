package io.freshet.simulator.totesys;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Made-up names in the shapes of the shop's own. Not thread-safe. */
final class ShopWords {
    static final List<String> CITIES =
            List.of(
                    ("New Patienceburgh,Aliso Viejo,Lake Charles,Hackensack,Sherman Oaks,Aurora,Fresno,Utica,"
                                    + "Bethesda,Kentwood,Suffolk,Laredo,Arcadia,Paducah,Redondo Beach,Grand Rapids,"
                                    + "Oakland,Waukesha,Tulare,Camden,Pueblo,Quincy,Boulder,Yonkers,Lodi,Hempstead,"
                                    + "Casper,Davenport,Gilroy,Mesquite")
                            .split(","));
    static final List<String> COUNTRIES =
            List.of(
                    ("Turkey,San Marino,Svalbard & Jan Mayen Islands,Madagascar,Pakistan,Guernsey,Israel,Iceland,"
                                    + "Colombia,Tajikistan,Mauritania,Monaco,Cyprus,Bolivia,Bahamas,Liberia,"
                                    + "Faroe Islands,Senegal,Nigeria,Sao Tome and Principe,Uganda,Belgium,Haiti,"
                                    + "Falkland Islands (Malvinas),Isle of Man,British Indian Ocean Territory (Chagos Archipelago),"
                                    + "Qatar,Norway,Cocos (Keeling) Islands,Turkey")
                            .split(","));
    static final List<String> DISTRICTS =
            List.of(
                    ("Buckinghamshire,Buckinghamshire,Buckinghamshire,Buckinghamshire,Buckinghamshire,Buckinghamshire,"
                                    + "Bedfordshire,Bedfordshire,Bedfordshire,Bedfordshire,Borders,Borders,"
                                    + "Berkshire,Berkshire,Avon,Cambridgeshire")
                            .split(","));

    private static final List<String> FIRST_NAMES =
            List.of(
                    ("Jeremie,Deron,Jeanette,Ana,Magdalena,Korey,Raphael,Oswaldo,Brody,Jazmyn,Meda,Imani,"
                                    + "Stan,Nelson,Flavio,Tyshawn,Hana,Lisandro,Pierre,Cody")
                            .split(","));
    private static final List<String> LAST_NAMES =
            List.of(
                    ("Franey,Beier,Erdman,Glover,Zieme,Kreiger,Rippin,Grimes,Marks,Kuhn,Cremin,Walker,Lehner,"
                                    + "Hamill,Bogan,Ratke,Sporer,Nader,Sauer,Torp")
                            .split(","));
    private static final List<String> STREET_ENDS =
            List.of("Loop,Ferry,Mount,Rapid,Glens,Skyway,Parkway,Summit,Walks,Trail".split(","));
    private static final List<String> DESIGNS =
            List.of(
                    "Steel,Soft,Granite,Concrete,Frozen,Bronze,Plastic,Cotton,Metal,Fresh,Wooden,Rubber"
                            .split(","));
    private static final List<String> FOLDERS =
            List.of(
                    "/usr,/usr/share,/usr/local/src,/usr/ports,/private,/opt/bin,/boot/defaults,/root,/home/user/dir,/lost+found,/etc/mail,/srv"
                            .split(","));
    private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private final SplittableRandom random;

    ShopWords(SplittableRandom random) {
        this.random = random;
    }

    /** One of those, each as likely. */
    <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    String street() {
        return "%d %s %s".formatted(random.nextInt(1, 10_000), any(LAST_NAMES), any(STREET_ENDS));
    }

    /** A code of five digits, perhaps followed by four more; zeros may lead. */
    String postalCode(boolean isLong) {
        String area = "%05d".formatted(random.nextInt(100_000));
        return isLong ? area + "-%04d".formatted(random.nextInt(10_000)) : area;
    }

    String phone() {
        return "%04d %06d"
                .formatted(random.nextInt(1_000, 10_000), random.nextInt(100_000, 1_000_000));
    }

    String firstName(int person) {
        return FIRST_NAMES.get(person % FIRST_NAMES.size());
    }

    String lastName(int person) {
        return LAST_NAMES.get(person % LAST_NAMES.size());
    }

    String person() {
        return any(FIRST_NAMES) + " " + any(LAST_NAMES);
    }

    /** A company by one, two or three of its owners. */
    String company(int number) {
        String first = lastName(number);
        return switch (number % 3) {
            case 0 -> first + " Inc";
            case 1 -> first + ", " + any(LAST_NAMES) + " and " + any(LAST_NAMES);
            default -> first + " - " + any(LAST_NAMES);
        };
    }

    String design() {
        return any(DESIGNS);
    }

    String folder() {
        return any(FOLDERS);
    }

    /** A design's file: its name, a day, four letters or digits. */
    String file(String design, String day) {
        return "%s-%s-%s.json"
                .formatted(design.toLowerCase(Locale.ROOT), day, code(4).toLowerCase(Locale.ROOT));
    }

    /** Random capitals and digits. */
    String code(int length) {
        StringBuilder code = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            code.append(LETTERS_AND_DIGITS.charAt(random.nextInt(LETTERS_AND_DIGITS.length())));
        }
        return code.toString();
    }
}
