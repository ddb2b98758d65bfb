/**
 * What is ServiceDesk Plus Cloud like, and how do we talk to it without being hurt?
 *
 * <p>The one door is {@link dev.sdpmcp.upstream.HelpDesk}; whatever goes wrong leaves the room as an
 * {@link dev.sdpmcp.upstream.UpstreamFailure}. Behind the door: the REST client, the envelope of the v3 API, the bound on
 * calls in flight, and in {@code oauth} the access token. May use {@code config}. Must not know tools, sessions, or what
 * a request means to people: it carries JSON trees.
 */
@NullMarked
package dev.sdpmcp.upstream;

import org.jspecify.annotations.NullMarked;
