package io.freshet.aggregator.normalise;

/**
 * White space as people see it: what Unicode calls white space, and the no-break spaces that {@link
 * String#strip} leaves.
 */
final class WhiteSpace {

    private WhiteSpace() {}

    /** The text without white space at its ends; the same object where there is none. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c <= 0x7F ? Character.isWhitespace(c) : isUnicodeSpace(c);
    }

    private static boolean isUnicodeSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }
}
