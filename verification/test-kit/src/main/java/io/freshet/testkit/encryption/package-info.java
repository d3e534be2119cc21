/** Certificates for tests, and the authorities that sign them. */
package io.freshet.testkit.encryption;
