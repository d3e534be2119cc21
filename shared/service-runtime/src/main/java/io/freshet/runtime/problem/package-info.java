/** Error answers over HTTP as RFC 9457 has them, the same in every service. */
package io.freshet.runtime.problem;
