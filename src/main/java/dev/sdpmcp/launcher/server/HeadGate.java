package dev.sdpmcp.launcher.server;

import dev.sdpmcp.requesthead.HeadFlaw;
import dev.sdpmcp.requesthead.RequestHead;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A filter in a chain of Grizzly's, which refuses requests by their heads, as they were sent, before the server decodes a path:
 * what fails there is answered {@code 200 OK} without a word of the application. The rules are those of {@link RequestHead}, the
 * words those of {@link HeadRefusal}; here is only how to get at the one and out with the other. Nothing that follows on the
 * connection is read. Thread-safe.
 */
final class HeadGate implements InvocationHandler {

    private final Object next;
    private final HeadRefusal refusal;
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

    private HeadGate(ClassLoader grizzly, Object next, HeadRefusal refusal) throws ReflectiveOperationException {
        this.next = next;
        this.refusal = refusal;
        Class<?> context = grizzly.loadClass("org.glassfish.grizzly.filterchain.FilterChainContext");
        message = context.getMethod("getMessage");
        content = grizzly.loadClass("org.glassfish.grizzly.http.HttpContent");
        headOf = content.getMethod("getHttpHeader");
        Class<?> header = grizzly.loadClass("org.glassfish.grizzly.http.HttpHeader");
        headBuffer = header.getDeclaredField("headerBuffer");
        headBuffer.setAccessible(true);
        setBroken = header.getMethod("setContentBroken", boolean.class);
        Class<?> buffer = headBuffer.getType();
        limit = buffer.getMethod("limit");
        text = buffer.getMethod("toStringContent", Charset.class, int.class, int.class);
        memory = context.getMethod("getMemoryManager");
        wrap = grizzly.loadClass("org.glassfish.grizzly.memory.Buffers")
                .getMethod("wrap", memory.getReturnType(), byte[].class);
        write = context.getMethod("write", Object.class);
        connection = context.getMethod("getConnection");
        peer = connection.getReturnType().getMethod("getPeerAddress");
        close = connection.getReturnType().getMethod("closeSilently");
        suspend = context.getMethod("getSuspendAction");
        complete = context.getMethod("completeAndRecycle");
    }

    /**
     * Such a filter.
     *
     * @param grizzly the loader of Grizzly's classes
     * @param next the filter behind it; it follows the one that parses requests
     * @throws ReflectiveOperationException if this is another Grizzly than we know
     */
    static Object before(Object next, ClassLoader grizzly, HeadRefusal refusal) throws ReflectiveOperationException {
        Class<?> filter = grizzly.loadClass("org.glassfish.grizzly.filterchain.Filter");
        return Proxy.newProxyInstance(grizzly, new Class<?>[] {filter}, new HeadGate(grizzly, next, refusal));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, Object @Nullable [] arguments) throws Throwable {
        if (arguments != null && method.getName().equals("handleRead")) {
            Object read = message.invoke(arguments[0]);
            if (content.isInstance(read)) {
                Object head = headOf.invoke(read);
                String sent = textOf(head);
                Optional<HeadFlaw> flaw = HeadRefusal.flawIn(sent);
                if (flaw.isPresent()) {
                    return refuse(arguments[0], head, sent, flaw.get());
                }
            }
        }
        try {
            return method.invoke(next, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getTargetException();
        }
    }

    /** The head as it was sent; it is kept for as long as its request is. */
    private String textOf(Object head) throws ReflectiveOperationException {
        Object buffer = headBuffer.get(head);
        return buffer == null
                ? ""
                : String.valueOf(text.invoke(buffer, StandardCharsets.ISO_8859_1, 0, limit.invoke(buffer)));
    }

    /** As the parser itself ends a connection whose head it cannot read: it is deaf to what follows, and closed once this is sent. */
    private Object refuse(Object context, Object head, String sent, HeadFlaw flaw) throws ReflectiveOperationException {
        setBroken.invoke(head, true);
        Object client = connection.invoke(context);
        String address = peer.invoke(client) instanceof InetSocketAddress socket
                ? socket.getAddress().getHostAddress()
                : "unknown";
        byte[] answer = refusal.answer(address, flaw, sent).getBytes(StandardCharsets.ISO_8859_1);
        write.invoke(context, wrap.invoke(null, memory.invoke(context), answer));
        close.invoke(client);
        Object end = suspend.invoke(context);
        complete.invoke(context);
        return end;
    }
}
