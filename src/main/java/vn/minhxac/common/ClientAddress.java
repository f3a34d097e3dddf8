package vn.minhxac.common;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Whom a limit for strangers counts: never to be stored or logged as it is. */
public final class ClientAddress {

    private static final int NETWORK_GROUPS = 4;

    private ClientAddress() {
    }

    /** The IPv4 address; of an IPv6 address the network (/64), since one household has all the rest to choose from. */
    public static String of(HttpServletRequest request) {
        String address = String.valueOf(request.getRemoteAddr());
        return address.indexOf(':') < 0 ? address : network(address);
    }

    static String network(String address) {
        try {
            // A literal address is parsed, never looked up.
            byte[] bytes = InetAddress.getByName(address).getAddress();
            if (bytes.length != 16) {
                return address;
            }
            StringBuilder network = new StringBuilder();
            for (int i = 0; i < 2 * NETWORK_GROUPS; i += 2) {
                network.append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff)).append(':');
            }
            return network.append(':').toString();
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
