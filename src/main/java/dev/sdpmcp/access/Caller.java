package dev.sdpmcp.access;

import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who makes a call. A value that is read at the door and passed on: request scope does not travel to other threads.
 *
 * @param keyName the name of the API key, never the key; two callers with the same key name are the same owner
 * @param address the client's address in text form, after trusted proxies
 * @param admin whether the key may also see and close the sessions of others
 */
public record Caller(String keyName, String address, boolean admin) implements Principal {

    /** The caller that {@link AuthenticationFilter} put into the request. */
    public static Caller of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new NotAuthorizedException("The resource is open to everybody, yet wants to know its caller");
    }

    /** Under which name limits of an address count it: an IPv6 client has its whole /64 network to call from. */
    public String network() {
        return AddressBook.networkOf(address);
    }

    @Override
    public String getName() {
        return keyName;
    }

    /** Whether the other holds the same key, from whatever address. */
    public boolean holdsSameKeyAs(Caller other) {
        return keyName.equals(other.keyName);
    }
}
