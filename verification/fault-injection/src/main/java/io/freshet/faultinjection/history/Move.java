package io.freshet.faultinjection.history;

/**
 * One move of a history.
 *
 * @param kind what is done
 * @param where which of what there is: taken modulo its number; 0 to 9,999
 * @param count how many, 1 to 60
 */
public record Move(Kind kind, int where, int count) {}
