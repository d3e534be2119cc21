/** What can be set, and what bounds there are. */
package io.freshet.lake.settings;
