/** Files of the repository that tests read. */
package io.freshet.testkit.files;
