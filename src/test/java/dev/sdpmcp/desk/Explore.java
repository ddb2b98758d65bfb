package dev.sdpmcp.desk;

import dev.sdpmcp.mcp.ToolResult;
import dev.sdpmcp.simulator.setting.Profile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Explore {
    @ParameterizedTest
    @EnumSource(Profile.class)
    void all(Profile p) {
        SimulatedDesk d = new SimulatedDesk(p);
        StringBuilder o = new StringBuilder();
        String[][] calls = {
            {"list_requests", "{'page_size':2}"},
            {"list_requests", "{'filter':'My_Open_Requests','page_size':3}"},
            {"list_requests", "{'filter':'Open_Requests','page_size':3}"},
            {"list_requests", "{'priority':'high','status':'on hold','page_size':2}"},
            {"list_requests", "{'technician':'none','page_size':2}"},
            {"search_requests", "{'query':'vpn laptop','page_size':2}"},
            {"search_requests", "{'query':'vpn','page_size':2,'created_after':'2026-01-01','state':'open'}"},
            {"get_request", "{'request_id':'1042'}"},
            {"get_request", "{'request_id':1}"},
            {"get_request_conversation", "{'request_id':'#1042','page_size':3}"},
            {
                "create_request",
                "{'subject':'Printer','description':'It *burns*','priority':'high','category':'hardware'}"
            },
            {"create_request", "{'subject':'Printer','priority':'hihg'}"},
            {"update_request", "{'request_id':'1042','urgency':'high','subject':'New'}"},
            {"assign_request", "{'request_id':'1042'}"},
            {"add_note", "{'request_id':'1042','text':'Called **Mira**\\n<script>x</script>'}"},
            {"close_request", "{'request_id':'1042','closure_comments':'done'}"},
            {"close_request", "{'request_id':'1042','resolution':'changed battery','closure_comments':'done'}"},
            {"list_technicians", "{'page_size':2}"},
            {"find_technician", "{'query':'an'}"},
            {"get_metadata", "{'kind':'statuses'}"},
            {"get_metadata", "{'kind':'subcategories'}"},
            {"get_metadata", "{'kind':'closure_codes'}"},
            {"get_metadata", "{'kind':'groups'}"},
            {"get_metadata", "{'kind':'templates'}"},
        };
        for (String[] c : calls) {
            ToolResult r;
            try {
                r = d.call(c[0], c[1]);
                o.append("## " + c[0] + " " + c[1] + (r.isError() ? " ERROR" : "") + "\n" + SimulatedDesk.text(r)
                        + "\n");
            } catch (RuntimeException e) {
                java.io.StringWriter w = new java.io.StringWriter();
                e.printStackTrace(new java.io.PrintWriter(w));
                o.append("## " + c[0] + c[1] + " THREW "
                        + w.toString().lines().limit(12).collect(java.util.stream.Collectors.joining("\n")) + "\n");
            }
        }
        o.append(d.resources()
                .read("sdp://requests/1043", new dev.sdpmcp.tool.QuietContext())
                .text());
        System.out.println("=====" + p + "\n" + o);
        d.close();
    }
}
