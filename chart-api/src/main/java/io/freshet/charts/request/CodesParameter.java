package io.freshet.charts.request;

import io.freshet.charts.settings.ChartLimits;
import io.freshet.pipeline.ChartShape.Filter;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A parameter with a comma-separated list of codes; an empty one means all. */
public final class CodesParameter extends RequestReader {

    private final Filter filter;

    /**
     * @param filter the parameter as the chart declares it
     */
    public CodesParameter(Filter filter) {
        this.filter = filter;
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter(
                        filter.parameter(),
                        "codes",
                        "Comma-separated codes, each matching %s once it is upper-cased; only these are shown, all where it is empty."
                                .formatted(filter.pattern()),
                        ""));
    }

    @Override
    Selection select(Map<String, String> given) throws BadParameterException {
        String list = given.getOrDefault(filter.parameter(), "").strip();
        if (list.isEmpty()) {
            return Selection.ALL;
        }
        Set<String> codes = new HashSet<>();
        for (String item : QueryString.list(filter.parameter(), list)) {
            String code = Selection.codeOf(item.strip());
            // a pattern may take long for a long text
            if (code.length() > ChartLimits.CODE_CHARACTERS
                    || !filter.pattern().matcher(code).matches()) {
                throw new BadParameterException(
                        filter.parameter(),
                        "\"%s\" is no code: must match %s"
                                .formatted(QueryString.shown(item), filter.pattern()));
            }
            codes.add(code);
        }
        return new Selection.Codes(Set.copyOf(codes));
    }
}
