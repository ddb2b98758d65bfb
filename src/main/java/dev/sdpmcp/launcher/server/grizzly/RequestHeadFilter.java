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

    private final HeadRule rule;
    private final Class<?> content;
    private final Field headBuffer;
    private final Method wrap;
    private final Members members;

    RequestHeadFilter(ClassLoader grizzly, Object next, HeadRule rule) throws MissingMember {
        super(next);
        this.rule = rule;
        MemberLookup lookup = new MemberLookup(grizzly, "to refuse requests by their heads");
        Class<?> context = lookup.type("org.glassfish.grizzly.filterchain.FilterChainContext");
        Class<?> header = lookup.type("org.glassfish.grizzly.http.HttpHeader");
        Class<?> buffers = lookup.type("org.glassfish.grizzly.memory.Buffers");
        content = lookup.type("org.glassfish.grizzly.http.HttpContent");
        headBuffer = lookup.field(header, "headerBuffer");
        members = new Members(lookup);
        members.add(content, "getHttpHeader");
        members.add(header, "setContentBroken", boolean.class);
        members.add(headBuffer.getType(), "limit");
        members.add(headBuffer.getType(), "toStringContent", Charset.class, int.class, int.class);
        wrap = lookup.method(buffers, "wrap", members.add(context, "getMemoryManager"), byte[].class);
        Class<?> connection = members.add(context, "getConnection");
        members.add(connection, "getPeerAddress");
        members.add(connection, "closeSilently");
        members.add(context, "getMessage");
        members.add(context, "write", Object.class);
        members.add(context, "getSuspendAction");
        members.add(context, "completeAndRecycle");
    }

    @Override
    @Nullable
    Object read(Object context) throws ReflectiveOperationException {
        Object read = members.call(context, "getMessage");
        if (!content.isInstance(read)) {
            return null;
        }
        Object head = members.call(read, "getHttpHeader");
        Object client = members.call(context, "getConnection");
        Optional<String> refusal = rule.refusal(textOf(head), () -> addressOf(client));
        return refusal.isEmpty() ? null : refuse(context, head, client, refusal.get());
    }

    /** The raw head, which Grizzly keeps until the end of the request. */
    private String textOf(Object head) throws ReflectiveOperationException {
        Object buffer = headBuffer.get(head);
        return buffer == null
                ? ""
                : String.valueOf(members.call(
                        buffer, "toStringContent", StandardCharsets.ISO_8859_1, 0, members.call(buffer, "limit")));
    }

    private String addressOf(Object client) {
        try {
            return members.call(client, "getPeerAddress") instanceof InetSocketAddress socket
                            && socket.getAddress() != null
                    ? socket.getAddress().getHostAddress()
                    : "unknown";
        } catch (ReflectiveOperationException gone) {
            return "unknown";
        }
    }

    /** As in the parser for an unreadable head: stops reading, and closes the connection after the response. */
    private Object refuse(Object context, Object head, Object client, String answer)
            throws ReflectiveOperationException {
        members.call(head, "setContentBroken", true);
        byte[] octets = answer.getBytes(StandardCharsets.ISO_8859_1);
        members.call(context, "write", wrap.invoke(null, members.call(context, "getMemoryManager"), octets));
        members.call(client, "closeSilently");
        Object end = members.call(context, "getSuspendAction");
        members.call(context, "completeAndRecycle");
        return end;
    }
}
