/** Time as tailing needs it: limits to how long an answer may take. */
package io.freshet.poller.time;
