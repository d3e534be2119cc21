package io.freshet.forage.problem;

/**
 * A problem body of RFC 9457.
 *
 * @param status the HTTP status
 * @param title the status in words
 * @param detail what is wrong here and what to do
 */
record Problem(int status, String title, String detail) {}
