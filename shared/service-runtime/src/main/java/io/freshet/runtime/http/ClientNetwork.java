package io.freshet.runtime.http;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Whom limits per client count together: those who share an IPv4 address, or the first 64 bits of
 * an IPv6 address, of which everybody has as many as they like.
 *
 * @param text the same for all of them, and for nobody else
 */
public record ClientNetwork(String text) {

    private static final int IPV4_BYTES = 4;
    private static final int NETWORK_BYTES = 8;
    private static final byte[] IPV4_IN_IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

    /**
     * The network of an address.
     *
     * @param address as text; what is no address, such as the name of a socket, is a network of its
     *     own
     */
    public static ClientNetwork of(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return new ClientNetwork(address);
        }
        if (bytes.length > IPV4_BYTES) {
            int prefix = IPV4_IN_IPV6.length;
            return Arrays.equals(bytes, 0, prefix, IPV4_IN_IPV6, 0, prefix)
                    ? hex(bytes, prefix, bytes.length)
                    : hex(bytes, 0, NETWORK_BYTES);
        }
        return hex(bytes, 0, bytes.length);
    }

    private static ClientNetwork hex(byte[] bytes, int from, int to) {
        return new ClientNetwork(HexFormat.of().formatHex(bytes, from, to));
    }
}
