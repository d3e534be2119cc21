/** Container images of the services and of {@code ./freshet}, made without a container engine. */
package io.freshet.images;
