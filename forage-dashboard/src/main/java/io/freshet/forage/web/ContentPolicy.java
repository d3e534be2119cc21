package io.freshet.forage.web;

/**
 * What browsers let pages do. Scripts and styles come from this server alone, and no text becomes
 * markup.
 */
final class ContentPolicy {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src %s; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors %s; require-trusted-types-for 'script';"
                    + " trusted-types 'none'";

    /** Charts may come from anywhere: a learner's endpoint is on the learner's machine. */
    static final String ANY_CHARTS = POLICY.formatted("'self' http: https:", "'none'");

    private ContentPolicy() {}

    /**
     * Of pages whose charts come from one server.
     *
     * @param charts the address of that server; empty for this one
     * @param frames which pages may show it in a frame, as {@code frame-ancestors} has it
     */
    static String of(String charts, String frames) {
        return POLICY.formatted(charts.isEmpty() ? "'self'" : "'self' " + charts, frames);
    }
}
