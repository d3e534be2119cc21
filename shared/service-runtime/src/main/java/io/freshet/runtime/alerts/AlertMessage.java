package io.freshet.runtime.alerts;

/**
 * A message to people. It holds no row's content and no secret.
 *
 * @param subject what it is about, in a line
 * @param text what happened and what to do, in lines
 */
public record AlertMessage(String subject, String text) {

    private static final String LEFT_OUT = "\n… and more: see docs/operations.md";

    public AlertMessage {
        subject = subject.replaceAll("\\p{Cntrl}+", " ");
        if (text.length() > AlertLimits.MESSAGE) {
            int end = text.lastIndexOf('\n', AlertLimits.MESSAGE - LEFT_OUT.length());
            text = text.substring(0, end < 0 ? AlertLimits.MESSAGE : end) + LEFT_OUT;
        }
    }
}
