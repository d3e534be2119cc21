/** {@code ./freshet grants}: the least rights of each service, as commands to paste. */
package io.freshet.launcher.grants;
