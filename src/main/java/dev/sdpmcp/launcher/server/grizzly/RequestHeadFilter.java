package dev.sdpmcp.launcher.server.grizzly;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests by their heads, as they were sent, before the server decodes a path: what fails there is answered
 * {@code 200 OK} without a word of the application. Which ones says a {@link HeadRule}; here is only how to get at the head and
 * out with the answer. Nothing that follows on the connection is read.
 */
final class RequestHeadFilter extends GrizzlyFilter {

    private final Members members;
    private final HeadRule rule;

    RequestHeadFilter(Members members, Object next, HeadRule rule) {
        super(next);
        this.members = members;
        this.rule = rule;
    }

    /** What this gate needs of Grizzly. */
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

        Members(ClassLoader grizzly) throws MissingHook {
            Hooks hooks = new Hooks(grizzly, "to refuse requests by their heads");
            Class<?> context = hooks.type("org.glassfish.grizzly.filterchain.FilterChainContext");
            message = hooks.method(context, "getMessage");
            content = hooks.type("org.glassfish.grizzly.http.HttpContent");
            headOf = hooks.method(content, "getHttpHeader");
            Class<?> header = hooks.type("org.glassfish.grizzly.http.HttpHeader");
            headBuffer = hooks.field(header, "headerBuffer");
            setBroken = hooks.method(header, "setContentBroken", boolean.class);
            Class<?> buffer = headBuffer.getType();
            limit = hooks.method(buffer, "limit");
            text = hooks.method(buffer, "toStringContent", Charset.class, int.class, int.class);
            memory = hooks.method(context, "getMemoryManager");
            Class<?> buffers = hooks.type("org.glassfish.grizzly.memory.Buffers");
            wrap = hooks.method(buffers, "wrap", memory.getReturnType(), byte[].class);
            write = hooks.method(context, "write", Object.class);
            connection = hooks.method(context, "getConnection");
            peer = hooks.method(connection.getReturnType(), "getPeerAddress");
            close = hooks.method(connection.getReturnType(), "closeSilently");
            suspend = hooks.method(context, "getSuspendAction");
            complete = hooks.method(context, "completeAndRecycle");
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

    /** The head as it was sent; it is kept for as long as its request is. */
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

    /** As the parser itself ends a connection whose head it cannot read: it is deaf to what follows, and closed once this is sent. */
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
