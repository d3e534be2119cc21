package io.freshet.pipeline;

/** Plain decimal notation: {@code -?digits} with an optional fraction, ASCII digits only. */
final class PlainDecimal {

    private PlainDecimal() {}

    /** Whether the whole text is one number in plain decimal notation. */
    static boolean matches(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int point = digitsEnd(text, start);
        if (point == start) {
            return false;
        }
        if (point == text.length()) {
            return true;
        }
        int end = digitsEnd(text, point + 1);
        return text.charAt(point) == '.' && end > point + 1 && end == text.length();
    }

    private static int digitsEnd(String text, int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }
}
