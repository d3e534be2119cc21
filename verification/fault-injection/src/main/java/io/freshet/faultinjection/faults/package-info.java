/** What breaks, and how long it stays broken. */
package io.freshet.faultinjection.faults;
