/** Reads change events: into changes that can be applied, their rows normalised. */
package io.freshet.aggregator.intake;
