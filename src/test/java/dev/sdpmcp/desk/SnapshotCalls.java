package dev.sdpmcp.desk;

/** Calls of the snapshots, made ready: what they name is in the help desk. */
record SnapshotCalls(SimulatedDesk desk) {

    /**
     * The arguments with the numbers of new records in place of {@code ${request}}, {@code ${changed}} and {@code
     * ${change}}, see {@link ToolSnapshotTest}. A call that names none leaves the help desk as it is.
     */
    String prepared(String arguments) {
        if (!arguments.contains("${")) {
            return arguments;
        }
        desk.reset();
        String text = arguments;
        String request = desk.newRequest();
        if (text.contains("${change")) {
            text = text.replace("${change}", changeOf(request)).replace("${changed}", request);
        }
        return text.replace("${request}", request);
    }

    private String changeOf(String request) {
        desk.ok("update_request", "{'request_id':'" + request + "','subject':'Cable torn','priority':'high'}");
        return desk.ok("get_change_history", "{'request_id':'" + request + "'}")
                .path("changes")
                .path(0)
                .path("change_id")
                .asText();
    }
}
