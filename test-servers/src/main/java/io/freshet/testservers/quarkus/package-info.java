/** Test servers for tests of Quarkus applications. */
package io.freshet.testservers.quarkus;
