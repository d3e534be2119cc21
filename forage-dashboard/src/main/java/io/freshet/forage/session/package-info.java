/** Sessions: who a request comes from, proven by a cookie, and that it comes from our own pages. */
package io.freshet.forage.session;
