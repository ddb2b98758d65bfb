package dev.sdpmcp.launcher.server.grizzly;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One of Grizzly's connections.
 *
 * @param connection Grizzly's own, which is equal to itself alone
 */
record GrizzlyConnection(Object connection, ConnectionHooks hooks) implements Listeners.Connection {

    @Override
    public OptionalInt unfinishedHead() throws ReflectiveOperationException {
        return hooks.isHeadRead(connection).orElse(true)
                ? OptionalInt.empty()
                : OptionalInt.of(hooks.requestsBefore(connection));
    }

    @Override
    public boolean isUsed() throws ReflectiveOperationException {
        return hooks.requestsBefore(connection) > 0
                || hooks.isHeadRead(connection).orElse(false);
    }

    @Override
    public Optional<InetSocketAddress> peer() throws ReflectiveOperationException {
        return hooks.peer(connection);
    }

    @Override
    public void cut() throws ReflectiveOperationException {
        hooks.cut(connection);
    }
}
