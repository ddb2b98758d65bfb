package dev.sdpmcp.bench.load;

import java.util.List;
import java.util.Random;

/**
 * A message that a client of a {@link Crowd} sends, and what must become of it.
 *
 * @param name for the report
 * @param path where it is sent; empty for the session's own
 * @param body with {@code $ID} where its id goes and {@code $TICKET} where the number of a ticket goes
 * @param status that answers the POST
 * @param end that comes on the stream
 */
record Demand(String name, String path, String body, int status, End end) {

    /** How a message ends. */
    enum End {
        RESULT("\"result\":"),
        /** A result that says that the tool failed. */
        TOOL_ERROR("\"isError\":true"),
        RPC_ERROR("\"error\":{"),
        /** Nothing comes on the stream. */
        NONE("");

        private final String sign;

        End(String sign) {
            this.sign = sign;
        }
    }

    static final Demand INITIALIZE = asked(
            "initialize",
            "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"soak\",\"version\":\"1\"}}");
    static final Demand INITIALIZED = new Demand(
            "initialized", "", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}", 202, End.NONE);
    static final Demand TOOLS = asked("tools/list", "{}");

    /** Tickets that the demo desk has from its start. */
    private static final int TICKETS = 40;

    /** Each as often as it stands here. */
    private static final List<Demand> MIX = List.of(
            asked("ping", "{}"),
            TOOLS,
            tool("bench_echo", "{\"text\":\"Is anybody there?\"}", End.RESULT),
            tool("bench_echo", "{\"text\":\"Is anybody there?\"}", End.RESULT),
            tool("list_requests", "{\"page_size\":10}", End.RESULT),
            tool("list_requests", "{\"page_size\":10}", End.RESULT),
            tool("get_request", "{\"request_id\":\"$TICKET\"}", End.RESULT),
            tool("get_request", "{\"request_id\":\"$TICKET\"}", End.RESULT),
            tool("get_request", "{\"request_id\":\"$TICKET\"}", End.RESULT),
            tool("get_request_conversation", "{\"request_id\":\"$TICKET\"}", End.RESULT),
            tool("add_note", "{\"request_id\":\"$TICKET\",\"text\":\"The toner is on its way.\"}", End.RESULT),
            tool("add_note", "{\"request_id\":\"$TICKET\",\"text\":\"The toner is on its way.\"}", End.RESULT),
            tool("get_request", "{\"request_id\":\"99999999\"}", End.TOOL_ERROR),
            tool("get_request", "{\"request_id\":[]}", End.TOOL_ERROR),
            tool("no_such_tool", "{}", End.RPC_ERROR),
            new Demand("no JSON", "", "{\"jsonrpc\":", 400, End.NONE),
            new Demand("no session", "/messages?sessionId=nobody", TOOLS.body(), 404, End.NONE));

    private static Demand asked(String method, String params) {
        return new Demand(
                method,
                "",
                "{\"jsonrpc\":\"2.0\",\"id\":$ID,\"method\":\"" + method + "\",\"params\":" + params + "}",
                202,
                End.RESULT);
    }

    private static Demand tool(String tool, String arguments, End end) {
        String body = asked("tools/call", "{\"name\":\"" + tool + "\",\"arguments\":" + arguments + "}")
                .body();
        return new Demand(end == End.RESULT ? tool : tool + " in vain", "", body, 202, end);
    }

    static Demand any(Random dice) {
        return MIX.get(dice.nextInt(MIX.size()));
    }

    boolean isAnswered() {
        return end != End.NONE;
    }

    String withId(int id, Random dice) {
        return body.replace("$ID", Integer.toString(id))
                .replace("$TICKET", Integer.toString(1 + dice.nextInt(TICKETS)));
    }

    /** How the answer ends the message. */
    static End endOf(String answer) {
        for (End end : List.of(End.TOOL_ERROR, End.RPC_ERROR)) {
            if (answer.contains(end.sign)) {
                return end;
            }
        }
        return answer.contains(End.RESULT.sign) ? End.RESULT : End.NONE;
    }
}
