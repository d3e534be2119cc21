package io.freshet.pipeline;

import java.util.regex.Pattern;

/**
 * A value that every source of a pipeline has in its configuration, by default the source's name.
 *
 * @param name the key in the source's configuration
 * @param pattern what the value must match, after trimming and upper-casing
 */
public record AttributeDefinition(String name, Pattern pattern) {}
