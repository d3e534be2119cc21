/** Strict reading of YAML: every key must be known, and every complaint names its key and line. */
package io.freshet.yaml;
