/** Prometheus itself, over services of a test. */
package io.freshet.testkit.prometheus;
