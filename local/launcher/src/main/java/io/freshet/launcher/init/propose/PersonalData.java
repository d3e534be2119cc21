package io.freshet.launcher.init.propose;

import io.freshet.launcher.init.described.DescribedColumn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells columns that seem to be about a person, or to hold a secret, by their names and values. */
final class PersonalData {

    private static final Set<String> SECRETS =
            Set.of(
                    "password",
                    "passwd",
                    "passwort",
                    "pwd",
                    "pass",
                    "secret",
                    "token",
                    "apikey",
                    "hash",
                    "salt",
                    "pin",
                    "otp",
                    "cvv",
                    "cvc",
                    "credential",
                    "credentials",
                    "signature");
    private static final Set<String> PEOPLE =
            Set.of(
                    "email",
                    "mail",
                    "mails",
                    "phone",
                    "phones",
                    "telephone",
                    "tel",
                    "mobile",
                    "fax",
                    "iban",
                    "bic",
                    "ssn",
                    "passport",
                    "birth",
                    "birthday",
                    "birthdate",
                    "dob",
                    "address",
                    "addr",
                    "street",
                    "strasse",
                    "surname",
                    "firstname",
                    "lastname",
                    "fullname",
                    "username",
                    "login",
                    "contact",
                    "ip",
                    "gender",
                    "sex",
                    "salary",
                    "religion",
                    "latitude",
                    "longitude",
                    "nationality");
    private static final Set<String> WHOSE =
            Set.of("first", "last", "full", "middle", "maiden", "user", "family", "given", "real");

    /** What a number says of a person; most numbers whose names have such words do not. */
    private static final Set<String> NUMBERS = Set.of("phone", "mobile", "ssn", "iban", "salary");

    private static final Set<String> KEYS = Set.of("api", "private", "access", "auth", "session");
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final int FEW = 3;

    private PersonalData() {}

    /** Why a column is taken to be personal, as a phrase; empty where it is not. */
    static Optional<String> reason(DescribedColumn column) {
        List<String> words = Words.of(column.name());
        if (column.isText() || column.type().matches("json|jsonb|inet|cidr|bytea|.*\\[]")) {
            return ofText(column, words);
        }
        if (column.type().equals("date") || column.type().startsWith("timestamp")) {
            return looks(words.stream().anyMatch(Set.of("birth", "birthday", "dob")::contains));
        }
        return looks(column.isWhole() && words.stream().anyMatch(NUMBERS::contains));
    }

    private static Optional<String> ofText(DescribedColumn column, List<String> words) {
        boolean key = words.contains("key") && words.stream().anyMatch(KEYS::contains);
        if (key || words.stream().anyMatch(SECRETS::contains)) {
            return Optional.of("looks like a secret");
        }
        boolean name = words.contains("name") && words.stream().anyMatch(WHOSE::contains);
        return looks(name || words.stream().anyMatch(PEOPLE::contains) || holdsMail(column));
    }

    private static boolean holdsMail(DescribedColumn column) {
        long mails =
                column.values().stream().filter(value -> MAIL.matcher(value).matches()).count();
        return mails >= FEW && mails * 2 > column.values().size();
    }

    private static Optional<String> looks(boolean personal) {
        return personal ? Optional.of("looks personal") : Optional.empty();
    }
}
