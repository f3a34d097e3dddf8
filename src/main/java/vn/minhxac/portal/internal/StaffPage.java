package vn.minhxac.portal.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.Units;

/** Where signed-in officers find the tools of their role. */
@Controller
class StaffPage {

    private static final Set<Role> WATCHERS = Set.of(Role.SUPERVISOR, Role.ANALYST, Role.ADMIN);
    private static final Set<Role> IMPORTERS = Set.of(Role.FACILITY_OFFICER, Role.COMMUNE_HEALTH_STATION,
            Role.DISTRICT_HEALTH, Role.PROVINCIAL_HEALTH, Role.ADMIN);

    /** Health officers, who file for citizens that come to them. */
    private static final Set<Role> HEALTH = Set.of(Role.FACILITY_OFFICER, Role.FACILITY_HEAD, Role.COMMUNE_HEALTH_STATION,
            Role.DISTRICT_HEALTH, Role.PROVINCIAL_HEALTH);

    private final Officers officers;
    private final Units units;

    StaffPage(Officers officers, Units units) {
        this.officers = officers;
        this.units = units;
    }

    record Tool(String path, String key) {
    }

    @GetMapping("/staff")
    String staff(Model model) {
        Officer officer = officers.require();
        model.addAttribute("role", "role." + officer.role().name());
        model.addAttribute("unit", officer.unitKind() == null ? null : units.name(officer.unitKind(), officer.unitCode()));
        model.addAttribute("tools", tools(officer.role()));
        return "portal/staff";
    }

    static List<Tool> tools(Role role) {
        List<Tool> tools = new ArrayList<>();
        if (role != Role.ANALYST) {
            tools.add(new Tool("/camunda/app/tasklist/default/", "tasklist"));
        }
        if (HEALTH.contains(role)) {
            tools.add(new Tool("/staff/complaints/new", "complaint"));
        }
        if (IMPORTERS.contains(role)) {
            tools.add(new Tool("/staff/imports", "imports"));
        }
        if (role != Role.ANALYST) {
            tools.add(new Tool("/staff/unit", "unit"));
        }
        if (WATCHERS.contains(role)) {
            tools.add(new Tool("/camunda/app/cockpit/default/", "cockpit"));
        }
        if (role == Role.ADMIN) {
            tools.add(new Tool("/camunda/app/admin/default/", "admin"));
        }
        tools.add(new Tool("/password", "password"));
        tools.add(new Tool("/swagger-ui.html", "api"));
        return tools;
    }
}
