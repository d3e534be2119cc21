package io.freshet.launcher.init.propose;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The words that a name is made of: {@code unit_price}, {@code UnitPrice}, {@code Unit Price}. */
final class Words {

    private Words() {}

    /** In lower case, without marks on letters and without digits at their ends. */
    static List<String> of(String name) {
        String apart =
                Normalizer.normalize(name, Normalizer.Form.NFD)
                        .replaceAll("\\p{M}", "")
                        .replaceAll("(?<=[\\p{Ll}\\d])(?=\\p{Lu})", " ");
        return Arrays.stream(apart.split("[^\\p{L}\\p{N}]+"))
                .map(word -> word.toLowerCase(Locale.ROOT).replaceAll("\\d+$", ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** Whether one of a name's words is among others. */
    static boolean anyOf(String name, Collection<String> others) {
        return of(name).stream().anyMatch(others::contains);
    }

    /** The last word; empty where there is none. */
    static String last(String name) {
        List<String> words = of(name);
        return words.isEmpty() ? "" : words.get(words.size() - 1);
    }

    /**
     * A plural's singular, as far as rules tell: {@code categories}, {@code boxes}, {@code orders}.
     */
    static String singular(String word) {
        if (word.length() > 4 && word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (word.matches(".{2,}(s|x|z|ch|sh)es")) {
            return word.substring(0, word.length() - 2);
        }
        return word.length() > 2 && word.endsWith("s") && !word.matches(".*(ss|us|is)")
                ? word.substring(0, word.length() - 1)
                : word;
    }
}
