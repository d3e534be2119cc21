/** What every service shares at run time: configuration and start. */
package io.freshet.runtime;
