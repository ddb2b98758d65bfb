package dev.sdpmcp.launcher.server.grizzly;

import dev.sdpmcp.launcher.server.grizzly.Listeners.HeadRule;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Filter that refuses requests by their raw heads, as decided by a {@link HeadRule}. It runs before the server decodes
 * the path, where a failure would be answered with {@code 200 OK}. After a refusal nothing more is read from the
 * connection.
 */
final class RequestHeadFilter extends GrizzlyFilter {

    private final Members members;
    private final HeadRule rule;

    RequestHeadFilter(Members members, Object next, HeadRule rule) {
        super(next);
        this.members = members;
        this.rule = rule;
    }

    /** The classes and members of Grizzly that this filter uses. */
    static final class Members {

        private final Method message;
        private final Class<?> content;
        private final Method headOf;
        private final Field headBuffer;
        private final Method limit;
        private final Method text;
        private final Method setBroken;
        private final Method memory;
        private final Method wrap;
        private final Method write;
        private final Method connection;
        private final Method peer;
        private final Method close;
        private final Method suspend;
        private final Method complete;

        Members(ClassLoader grizzly) throws MissingMember {
            MemberLookup lookup = new MemberLookup(grizzly, "to refuse requests by their heads");
            Class<?> context = lookup.type("org.glassfish.grizzly.filterchain.FilterChainContext");
            message = lookup.method(context, "getMessage");
            content = lookup.type("org.glassfish.grizzly.http.HttpContent");
            headOf = lookup.method(content, "getHttpHeader");
            Class<?> header = lookup.type("org.glassfish.grizzly.http.HttpHeader");
            headBuffer = lookup.field(header, "headerBuffer");
            setBroken = lookup.method(header, "setContentBroken", boolean.class);
            Class<?> buffer = headBuffer.getType();
            limit = lookup.method(buffer, "limit");
            text = lookup.method(buffer, "toStringContent", Charset.class, int.class, int.class);
            memory = lookup.method(context, "getMemoryManager");
            Class<?> buffers = lookup.type("org.glassfish.grizzly.memory.Buffers");
            wrap = lookup.method(buffers, "wrap", memory.getReturnType(), byte[].class);
            write = lookup.method(context, "write", Object.class);
            connection = lookup.method(context, "getConnection");
            peer = lookup.method(connection.getReturnType(), "getPeerAddress");
            close = lookup.method(connection.getReturnType(), "closeSilently");
            suspend = lookup.method(context, "getSuspendAction");
            complete = lookup.method(context, "completeAndRecycle");
        }
    }

    @Override
    @Nullable
    Object read(Object context) throws ReflectiveOperationException {
        Object read = members.message.invoke(context);
        if (!members.content.isInstance(read)) {
            return null;
        }
        Object head = members.headOf.invoke(read);
        Object client = members.connection.invoke(context);
        Optional<String> refusal = rule.refusal(textOf(head), () -> addressOf(client));
        return refusal.isEmpty() ? null : refuse(context, head, client, refusal.get());
    }

    /** The raw head, which Grizzly keeps until the end of the request. */
    private String textOf(Object head) throws ReflectiveOperationException {
        Object buffer = members.headBuffer.get(head);
        return buffer == null
                ? ""
                : String.valueOf(
                        members.text.invoke(buffer, StandardCharsets.ISO_8859_1, 0, members.limit.invoke(buffer)));
    }

    private String addressOf(Object client) {
        try {
            return members.peer.invoke(client) instanceof InetSocketAddress socket && socket.getAddress() != null
                    ? socket.getAddress().getHostAddress()
                    : "unknown";
        } catch (ReflectiveOperationException gone) {
            return "unknown";
        }
    }

    /** As in the parser for an unreadable head: stops reading, and closes the connection after the response. */
    private Object refuse(Object context, Object head, Object client, String answer)
            throws ReflectiveOperationException {
        members.setBroken.invoke(head, true);
        byte[] octets = answer.getBytes(StandardCharsets.ISO_8859_1);
        members.write.invoke(context, members.wrap.invoke(null, members.memory.invoke(context), octets));
        members.close.invoke(client);
        Object end = members.suspend.invoke(context);
        members.complete.invoke(context);
        return end;
    }
}
