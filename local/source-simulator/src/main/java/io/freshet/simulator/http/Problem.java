package io.freshet.simulator.http;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An RFC 9457 problem body.
 *
 * @param title what kind of problem, in a few words
 * @param status the HTTP status
 * @param detail what happened and what to do
 * @param parameter the parameter that is at fault; absent when none is
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(String title, int status, String detail, String parameter) {}
