/** A browser that tests use as a person would. */
package io.freshet.testkit.browser;
