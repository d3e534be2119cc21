/** Access to buckets, for those services that have some. */
package io.freshet.runtime.bucket;
