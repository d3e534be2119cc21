/** Servers for tests, real where they answer and embedded otherwise, and databases on them. */
package io.freshet.testkit;
