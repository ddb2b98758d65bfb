package dev.sdpmcp.access;

import dev.sdpmcp.config.ActiveKey;
import jakarta.ws.rs.NotAuthorizedException;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Who makes a call. A value that is read at the door and passed on: request scope does not travel to other threads.
 *
 * @param key what is known of the API key, never the key
 * @param address the client's address in text form, after trusted proxies
 */
public record Caller(ActiveKey key, String address) implements Principal {

    /** A caller with a key of its own, which nobody takes away. */
    public Caller(String keyName, String address, boolean admin) {
        this(new ActiveKey(keyName, admin), address);
    }

    /** The caller that {@link AuthenticationFeature.AuthenticationFilter} put into the request. */
    public static Caller of(SecurityContext security) {
        if (security.getUserPrincipal() instanceof Caller caller) {
            return caller;
        }
        throw new NotAuthorizedException("The resource is open to everybody, yet wants to know its caller");
    }

    /** Under which name limits of an address count it: an IPv6 client has its whole /64 network to call from. */
    public String network() {
        return ClientAddressCache.networkOf(address);
    }

    /** The name of the API key; two callers with the same key name are the same owner. */
    public String keyName() {
        return key.name();
    }

    /** Whether the key may also see and close the sessions of others. */
    public boolean admin() {
        return key.admin();
    }

    @Override
    public String getName() {
        return keyName();
    }

    /**
     * Whether the other holds the same key, from whatever address. A key that was taken away is not the same as the one that now
     * has its name: unnamed keys are called by their place.
     */
    public boolean holdsSameKeyAs(Caller other) {
        return keyName().equals(other.keyName()) && key.isRetired() == other.key.isRetired();
    }
}
