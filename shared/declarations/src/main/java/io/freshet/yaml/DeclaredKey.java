package io.freshet.yaml;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A key that a section may have: the one place that says so. Readers take from it what is allowed
 * and what counts where nothing is said; the JSON Schemas for editors and the reference pages are
 * made of it.
 *
 * @param name the key
 * @param form what may stand under it
 * @param needed whether it must be there
 * @param told what counts where it is not there, in words of Markdown; empty for nothing
 * @param otherwise the same as it would be written, where it can be
 * @param onlyFor in which case it means anything, such as "a chart with `where`"; empty for always
 * @param meaning what it says, in Markdown
 */
public record DeclaredKey(
        String name,
        KeyForm form,
        boolean needed,
        String told,
        Optional<String> otherwise,
        String onlyFor,
        String meaning) {

    /** A key of that form, which need not be there. */
    public static DeclaredKey of(String name, KeyForm form) {
        return new DeclaredKey(name, form, false, "", Optional.empty(), "", "");
    }

    /** Any text. */
    public static DeclaredKey text(String name) {
        return of(name, KeyForm.Text.ANY);
    }

    /**
     * A text of a certain look.
     *
     * @param allowed what that is, as it follows "must be"
     */
    public static DeclaredKey text(String name, Pattern pattern, String allowed) {
        return of(name, new KeyForm.Text(Optional.of(pattern), allowed));
    }

    /** One of these words. */
    public static DeclaredKey words(String name, List<String> words) {
        return of(name, KeyForm.Words.of(words));
    }

    /** A whole number. */
    public static DeclaredKey number(String name, int least, int most) {
        return of(name, new KeyForm.Whole(least, most));
    }

    /** A duration. */
    public static DeclaredKey duration(String name, Duration least, Duration most) {
        return of(name, new KeyForm.Span(least, most));
    }

    /** True or false, by default false. */
    public static DeclaredKey flag(String name) {
        return of(name, new KeyForm.Flag()).otherwise("false");
    }

    /** A text, or a list of texts. */
    public static DeclaredKey texts(String name) {
        return of(
                name,
                new KeyForm.OneOf(List.of(KeyForm.Text.ANY, new KeyForm.Items(KeyForm.Text.ANY))));
    }

    /** A section. */
    public static DeclaredKey section(String name, DeclaredSection keys) {
        return of(name, new KeyForm.Section(keys, ""));
    }

    /** A list of sections. */
    public static DeclaredKey sections(String name, DeclaredSection keys) {
        return of(name, new KeyForm.Items(new KeyForm.Section(keys, "")));
    }

    /**
     * Sections by names that the user chooses.
     *
     * @param shorthand the key that a plain text in the place of a section is the value of, or
     *     empty
     */
    public static DeclaredKey named(
            String name, KeyForm.Text names, DeclaredSection keys, String shorthand) {
        return of(name, new KeyForm.Names("NAME", names, new KeyForm.Section(keys, shorthand)));
    }

    /** Texts by names that the user chooses. */
    public static DeclaredKey namedTexts(String name, String called) {
        return of(name, new KeyForm.Names(called, KeyForm.Text.ANY, KeyForm.Text.ANY));
    }

    /** It must be there. */
    public DeclaredKey mustBe() {
        return new DeclaredKey(name, form, true, "needed", otherwise, onlyFor, meaning);
    }

    /** What counts where it is not there, as it would be written. */
    public DeclaredKey otherwise(String text) {
        return new DeclaredKey(
                name, form, needed, "`" + text + "`", Optional.of(text), onlyFor, meaning);
    }

    /** What counts where it is not there, in words. */
    public DeclaredKey told(String words) {
        return new DeclaredKey(name, form, needed, words, otherwise, onlyFor, meaning);
    }

    /** The only case in which it means anything. */
    public DeclaredKey onlyFor(String something) {
        return new DeclaredKey(name, form, needed, told, otherwise, something, meaning);
    }

    /** What it says. */
    public DeclaredKey means(String words) {
        return new DeclaredKey(name, form, needed, told, otherwise, onlyFor, words);
    }
}
