package dev.darkroom.activities.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Says which addresses a name has; an address in text form is its own. */
@FunctionalInterface
public interface NameResolver {

    /**
     * Asks once.
     *
     * @throws UnknownHostException where there is none
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
