/** Strict reading of YAML: every key must be known, and every error names its key and line. */
package io.freshet.yaml;
