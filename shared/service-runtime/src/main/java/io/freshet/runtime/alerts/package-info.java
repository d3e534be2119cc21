/** Messages to people, by e-mail and Slack. */
package io.freshet.runtime.alerts;
