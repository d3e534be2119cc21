/** Dashboards: where each of the six charts comes from, for visitors, learners and coaches. */
package io.freshet.forage.dashboard;
