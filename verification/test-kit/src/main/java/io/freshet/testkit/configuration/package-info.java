/** The configuration file of Freshet that a test writes, with its servers and their rights. */
package io.freshet.testkit.configuration;
