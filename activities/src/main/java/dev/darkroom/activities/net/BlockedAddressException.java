package dev.darkroom.activities.net;

import java.net.UnknownHostException;

/** A name that leads to an address which may not be connected to. Its text says neither. */
final class BlockedAddressException extends UnknownHostException {

    BlockedAddressException() {
        super("a name without an address that may be called");
    }
}
