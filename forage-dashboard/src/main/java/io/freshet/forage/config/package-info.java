/** What can be set of the dashboard's server. */
package io.freshet.forage.config;
