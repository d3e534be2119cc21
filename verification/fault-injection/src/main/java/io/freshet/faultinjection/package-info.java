/**
 * Exactness tried: random histories of everything that writers do to a database, and faults of
 * everything that Freshet stands on, judged by plain SQL over the sources.
 */
package io.freshet.faultinjection;
