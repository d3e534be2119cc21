/** Test servers for tests of Quarkus applications. */
package io.freshet.testkit.quarkus;
