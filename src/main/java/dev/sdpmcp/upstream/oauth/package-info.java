/**
 * Which access token may we use now?
 *
 * <p>Zoho gives out at most ten tokens in ten minutes for one refresh token and locks out whoever asks more. So there is
 * one token for everybody, renewed by one thread at a time, ahead of its end, and never because of an error that a new
 * token cannot mend. May use the wire and the failures of {@code upstream}. Must not know what the token is used for.
 */
@NullMarked
package dev.sdpmcp.upstream.oauth;

import org.jspecify.annotations.NullMarked;
