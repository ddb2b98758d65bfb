/**
 * OAuth: the access token for ServiceDesk Plus.
 *
 * <p>Zoho issues at most ten tokens in ten minutes for one refresh token and blocks a client that requests more. So all
 * servers on one database share one token. One thread of one server at a time refreshes it, before it expires, and
 * never because of an error that a new token cannot fix. It is stored with the refresh token, both encrypted. {@code
 * AccessTokens} is the cache that calls use; a {@code TokenSource} fills it. {@code TokenStore} is the database, {@code
 * TokenRequest} the rate limit and the lease on the refresh, {@code TokenEndpoint} the client for Zoho. {@code
 * Authorization}, {@code CredentialProbe} and {@code StoredTokens} are for operators. May use the HTTP client and the
 * failures of {@code upstream}, {@code persistence} and {@code lifecycle}. Must not know what the token is used for.
 */
@NullMarked
package dev.sdpmcp.upstream.oauth;

import org.jspecify.annotations.NullMarked;
