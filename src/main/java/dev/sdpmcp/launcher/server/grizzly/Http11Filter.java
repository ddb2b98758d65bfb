package dev.sdpmcp.launcher.server.grizzly;

import org.jspecify.annotations.Nullable;

/**
 * Filter for HTTP/1.1 only. An upgrade to another protocol is ignored (RFC 9110, 7.8); a request in HTTP/2 (RFC 9113,
 * 3.4) gets status 505 and the connection is closed. HTTP/2 is switched off in domain-config/pre-boot.asadmin, since
 * Grizzly's queues for PING and streams are unbounded; but then Grizzly takes every upgrade for accepted, and would
 * read the body to the end of the connection.
 */
final class Http11Filter extends GrizzlyFilter {

    private static final int VERSION_NOT_SUPPORTED = 505;

    private final Class<?> offer;
    private final Class<?> content;
    private final Object preface;
    private final Members members;

    Http11Filter(ClassLoader grizzly, Object next) throws ReflectiveOperationException {
        super(next);
        MemberLookup lookup = new MemberLookup(grizzly, "to allow HTTP/1.1 only");
        Class<?> header = lookup.type("org.glassfish.grizzly.http.HttpHeader");
        Class<?> request = lookup.type("org.glassfish.grizzly.http.HttpRequestPacket");
        Class<?> context = lookup.type("org.glassfish.grizzly.filterchain.FilterChainContext");
        offer = lookup.type("org.glassfish.grizzly.http.HttpEvents$IncomingHttpUpgradeEvent");
        content = lookup.type("org.glassfish.grizzly.http.HttpContent");
        members = new Members(lookup);
        members.add(offer, "getHttpHeader");
        members.add(content, "getHttpHeader");
        members.add(header, "setIgnoreContentModifiers", boolean.class);
        members.add(members.add(header, "getUpgradeDC"), "recycle");
        members.add(members.add(header, "getProcessingState"), "setError", boolean.class);
        members.add(header, "setContentLengthLong", long.class);
        members.add(members.add(request, "getResponse"), "setStatus", int.class);
        members.add(context, "getMessage");
        members.add(context, "write", Object.class);
        members.add(members.add(context, "getConnection"), "closeSilently");
        members.add(context, "getStopAction");
        preface = lookup.field(members.add(request, "getMethod"), "PRI").get(null);
    }

    /** The event comes after the headers, before the framing of the body is determined. */
    @Override
    void onEvent(Object event) throws ReflectiveOperationException {
        if (offer.isInstance(event)) {
            Object request = members.call(event, "getHttpHeader");
            members.call(request, "setIgnoreContentModifiers", false);
            members.call(members.call(request, "getUpgradeDC"), "recycle");
        }
    }

    @Override
    @Nullable
    Object read(Object context) throws ReflectiveOperationException {
        Object read = members.call(context, "getMessage");
        if (!content.isInstance(read)) {
            return null;
        }
        Object request = members.call(read, "getHttpHeader");
        return preface.equals(members.call(request, "getMethod")) ? refuse(context, request) : null;
    }

    private Object refuse(Object context, Object request) throws ReflectiveOperationException {
        members.call(members.call(request, "getProcessingState"), "setError", true);
        Object answer = members.call(request, "getResponse");
        members.call(answer, "setStatus", VERSION_NOT_SUPPORTED);
        members.call(answer, "setContentLengthLong", 0L);
        members.call(context, "write", answer);
        // after the response is written
        members.call(members.call(context, "getConnection"), "closeSilently");
        return members.call(context, "getStopAction");
    }
}
