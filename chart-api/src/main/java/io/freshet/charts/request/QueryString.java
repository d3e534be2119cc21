package io.freshet.charts.request;

import io.freshet.charts.settings.ChartLimits;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes a query string apart; a parameter may be given only once. */
final class QueryString {

    private static final int SHOWN = ChartLimits.SHOWN_CHARACTERS;

    private QueryString() {}

    static Map<String, String> parse(String query) throws BadParameterException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String part : query.split("&", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int equals = part.indexOf('=');
            String name = decode(part, equals < 0 ? part : part.substring(0, equals));
            String value = equals < 0 ? "" : decode(name, part.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw new BadParameterException(shown(name), "is given more than once");
            }
        }
        return parameters;
    }

    /**
     * The values of a comma-separated list.
     *
     * @param parameter whose list it is
     * @throws BadParameterException where it has more than {@link ChartLimits#FILTER_VALUES}
     */
    static List<String> list(String parameter, String list) throws BadParameterException {
        String[] values = list.split(",", ChartLimits.FILTER_VALUES + 1);
        if (values.length > ChartLimits.FILTER_VALUES) {
            throw new BadParameterException(
                    parameter, "has more than %d values".formatted(ChartLimits.FILTER_VALUES));
        }
        return List.of(values);
    }

    private static String decode(String name, String text) throws BadParameterException {
        try {
            return QueryStringDecoder.decodeComponent(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException(shown(name), "is not percent-encoded properly");
        }
    }

    /** Text of the request, cut to a length that can be sent back. */
    static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
