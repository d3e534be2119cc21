/** What every service's web server has in common: its bounds, and who its clients are. */
package io.freshet.runtime.http;
