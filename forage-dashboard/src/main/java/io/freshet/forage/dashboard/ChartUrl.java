package io.freshet.forage.dashboard;

import io.freshet.forage.problem.Refused;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where a chart's JSON is. Only browsers ever fetch it; this server does not, wherever it points.
 *
 * @param text an http or https URL, or a path on this server, of at most {@value #LONGEST}
 *     characters
 */
record ChartUrl(String text) {
    private static final int LONGEST = 2048;

    ChartUrl {
        text = text == null ? "" : text.strip();
        if (text.length() > LONGEST) {
            throw Refused.badRequest("A chart's URL has at most " + LONGEST + " characters.");
        }
        URI uri = parse(text);
        boolean here = !uri.isAbsolute() && text.startsWith("/") && uri.getAuthority() == null;
        if (!here && !isWeb(uri)) {
            throw wrong(text);
        }
        if (uri.getRawUserInfo() != null) {
            throw Refused.badRequest(
                    "A chart's URL carries no user or password: everybody who sees the dashboard"
                            + " would see them.");
        }
    }

    private static boolean isWeb(URI uri) {
        return uri.getHost() != null
                && ("http".equalsIgnoreCase(uri.getScheme())
                        || "https".equalsIgnoreCase(uri.getScheme()));
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw wrong(text);
        }
    }

    private static Refused wrong(String text) {
        String shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
        return Refused.badRequest(
                "A chart's URL starts with http:// or https:// and names a host; this does not: "
                        + shown);
    }
}
