/**
 * Which access token may we use now?
 *
 * <p>Zoho gives out at most ten tokens in ten minutes for one refresh token and locks out whoever asks more. So there is
 * one token for everybody, renewed by one thread of one server at a time, ahead of its end, and never because of an error
 * that a new token cannot mend. It is kept in the database with the refresh token, both encrypted, and shared by all servers
 * there: {@code AccessTokens} is the door for calls, {@code DatabaseTokenSource} and {@code LocalTokenSource} know where a token comes
 * from, {@code TokenStore} is the row in the database, {@code TokenEndpoint} is Zoho. {@code Authorization} and
 * {@code Reencryption} are for operators. May use the wire and the failures of {@code upstream}, {@code persistence} and
 * {@code lifecycle}. Must not know what the token is used for.
 */
@NullMarked
package dev.sdpmcp.upstream.oauth;

import org.jspecify.annotations.NullMarked;
