package io.freshet.runtime.http;

import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * What Netty's decoder has read. Nearly always that is an object of one class, and then the one
 * that stands for the end of all requests without a body: comparing with those is cheaper than
 * having all interfaces of an object searched for one that it has not.
 */
public final class HttpMessages {

    private HttpMessages() {}

    /** Whether a request begins with it. */
    public static boolean isRequest(Object message) {
        return message.getClass() == DefaultHttpRequest.class
                || (message != LastHttpContent.EMPTY_LAST_CONTENT
                        && message instanceof HttpRequest);
    }

    /** Whether a request or an answer ends with it. */
    public static boolean isLast(Object message) {
        return message == LastHttpContent.EMPTY_LAST_CONTENT
                || (message.getClass() != DefaultHttpRequest.class
                        && message instanceof LastHttpContent);
    }
}
