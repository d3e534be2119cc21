package io.freshet.charts.request;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the query parameters of one chart. Thread-safe; does not block. */
public abstract sealed class RequestReader
        permits NoParameters, CodesParameter, HoursParameters, ChoiceParameters {

    /** The parameters that the chart has. */
    public abstract List<Parameter> parameters();

    /**
     * What a request asks for.
     *
     * @param query the query string as it was sent, or null
     * @throws BadParameterException where a parameter is unknown, repeated or has an impossible
     *     value
     */
    public final Selection read(String query) throws BadParameterException {
        if (query == null || query.isEmpty()) {
            return Selection.ALL;
        }
        Map<String, String> given = QueryString.parse(query);
        for (String name : given.keySet()) {
            if (parameters().stream().noneMatch(parameter -> parameter.name().equals(name))) {
                throw new BadParameterException(
                        QueryString.shown(name), "is no parameter of this chart; " + known());
            }
        }
        return select(given);
    }

    abstract Selection select(Map<String, String> given) throws BadParameterException;

    private String known() {
        return parameters().isEmpty()
                ? "it has none"
                : parameters().stream()
                        .map(Parameter::name)
                        .collect(Collectors.joining(", ", "it has ", ""));
    }
}
