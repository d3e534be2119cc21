/** Where the lake's objects lie: a folder, or a bucket that is spoken to as S3 is. */
package io.freshet.lake.store;
