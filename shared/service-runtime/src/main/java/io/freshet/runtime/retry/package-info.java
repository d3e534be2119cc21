/** How long to wait before something that failed is tried again. */
package io.freshet.runtime.retry;
