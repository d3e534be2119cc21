/** Certificates and keys for encrypted connections, read from PEM files. */
package io.freshet.tls;
