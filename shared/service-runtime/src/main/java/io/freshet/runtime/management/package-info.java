/** What only operators see, on a port of its own, and what everybody sees of a service's health. */
package io.freshet.runtime.management;
