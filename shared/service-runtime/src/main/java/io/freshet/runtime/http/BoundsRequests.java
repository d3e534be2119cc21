package io.freshet.runtime.http;

import io.netty.channel.ChannelHandler;

/**
 * Marks a handler that itself bounds how many requests wait on its connection. Where there is one,
 * {@link ConnectionGuard} leaves that to it, as answers may pass the guard by.
 */
public interface BoundsRequests extends ChannelHandler {}
