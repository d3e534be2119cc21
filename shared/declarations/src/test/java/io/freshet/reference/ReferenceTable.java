package io.freshet.reference;

import io.freshet.yaml.DeclaredKey;
import io.freshet.yaml.DeclaredSection;
import io.freshet.yaml.KeyForm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The table of all keys on a reference page. */
final class ReferenceTable {

    private final List<String> rows = new ArrayList<>();
    private final Set<DeclaredSection> shown = new HashSet<>();

    private ReferenceTable() {}

    /** The table in Markdown. */
    static String of(DeclaredSection keys) {
        ReferenceTable table = new ReferenceTable();
        table.rows.add("| key | where it is left out | meaning |");
        table.rows.add("|---|---|---|");
        table.section("", keys);
        return String.join("\n", table.rows);
    }

    /** What a key means, and for what, and within which limits. */
    static String meaning(DeclaredKey key) {
        String only = key.onlyFor().isEmpty() ? "" : "for " + key.onlyFor() + ": ";
        String limits = key.form().limits().isEmpty() ? "" : "; " + key.form().limits();
        return only + key.meaning() + limits;
    }

    private void section(String path, DeclaredSection section) {
        for (DeclaredKey key : section.keys()) {
            String place = path + key.name() + suffix(key.form());
            String told = key.told().isEmpty() ? "none" : key.told();
            rows.add("| `%s` | %s | %s |".formatted(place, cell(told), cell(meaning(key))));
            key.form().section().filter(shown::add).ifPresent(inner -> section(place + ".", inner));
        }
    }

    private static String suffix(KeyForm form) {
        if (form instanceof KeyForm.Items) {
            return "[]";
        }
        return form instanceof KeyForm.Names names ? "." + names.called() : "";
    }

    private static String cell(String markdown) {
        return markdown.replace("|", "\\|");
    }
}
