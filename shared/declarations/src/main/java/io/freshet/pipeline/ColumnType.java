package io.freshet.pipeline;

import io.freshet.yaml.KeyForm;
import io.freshet.yaml.SectionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the values of a column are, once white space around them and missing markers are gone. All
 * that depends on the kind of column stands in the kind's own record: how it is declared, which
 * values it takes, and how the warehouse holds them. Values travel as text.
 */
public sealed interface ColumnType permits DecimalType, CodeType, TextType, ScalarType {

    /** Reads the type of a column from its section. */
    static ColumnType read(SectionReader section) {
        String word = section.text("type");
        if (word.equals(TextType.VERBATIM)) {
            return new TextType(true);
        }
        return word.equals(CodeType.WORD)
                ? CodeType.read(section)
                : ofSql(word).orElseThrow(() -> section.notAllowed("type", word));
    }

    /** What declarations may call a type. */
    static KeyForm form() {
        List<String> words = new ArrayList<>();
        words.addAll(List.of(CodeType.WORD, TextType.VERBATIM, TextType.WORD));
        words.addAll(DecimalType.WORDS);
        words.addAll(ScalarType.all());
        return new KeyForm.Words(
                words,
                Optional.of(DecimalType.DECLARED),
                "one of %s, %s, %s; declare a column of any other type as text (bytea cannot be read)"
                        .formatted(CodeType.WORD, TextType.VERBATIM, words()));
    }

    /** The type that SQL calls so; empty where there is none, or its values cannot be held. */
    static Optional<ColumnType> ofSql(String word) {
        if (word.equals(TextType.WORD)) {
            return Optional.of(new TextType());
        }
        Optional<DecimalType> decimal = DecimalType.of(word);
        return decimal.isPresent()
                ? Optional.of(decimal.get())
                : ScalarType.of(word).map(scalar -> scalar);
    }

    /** The types that SQL has, as errors list them. */
    static String words() {
        return "%s, %s, %s".formatted(TextType.WORD, DecimalType.FORMS, ScalarType.words());
    }

    /** The type that SQL calls so, which is one that there is. */
    static ColumnType named(String word) {
        return ofSql(word).orElseThrow();
    }

    /** The type of the warehouse's column, as SQL writes it. */
    String warehouseType();

    /** Follows an expression of type text where its value goes into the warehouse's column. */
    default String cast() {
        return "";
    }

    /**
     * Whether what a source has in a column of that type is told apart by the type as the source
     * tells it apart.
     *
     * @param sourceType as {@code format_type} writes it, without length
     */
    default boolean keepsApart(String sourceType) {
        return true;
    }

    /**
     * Whether every value that a source can have in a column of that type is one of this type, as
     * far as the name of the type tells.
     *
     * @param sourceType as {@code format_type} writes it, without length
     */
    default boolean takesAll(String sourceType) {
        return true;
    }

    /** The type that takes what a source may widen values of this one to. */
    default ColumnType widened() {
        return this;
    }

    /**
     * Follows an expression of the warehouse's type to bring it to the digits that are declared.
     */
    default String rounding() {
        return "";
    }

    /** Whether a value is taken exactly as it is read, be it empty or white space. */
    default boolean isVerbatim() {
        return false;
    }

    /** Whether values are numbers: those can be summed up, and nothing is grouped by them. */
    default boolean isNumber() {
        return false;
    }

    /**
     * What the type means, as a text that differs exactly where rows held under it would differ.
     *
     * @param grouped whether a summary groups by the column
     */
    String canonical(boolean grouped);

    /** The value that a text without white space around it stands for, wrong ones included. */
    default String shaped(String text) {
        return text;
    }

    /**
     * What is wrong with a value; empty where nothing is.
     *
     * @param raw the value as it was read
     * @param value the same, {@link #shaped}
     * @param grouped whether a summary groups by the column
     */
    Optional<RejectionReason> rejection(String raw, String value, boolean grouped);

    /** The source's attribute that stands in for a missing or wrong value, if any. */
    default Optional<String> defaultAttribute() {
        return Optional.empty();
    }
}
