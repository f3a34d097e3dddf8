package vn.minhxac.webapps.internal;

import java.util.Set;
import java.util.stream.Stream;
import vn.minhxac.unit.Role;

/**
 * Groups over all units and provinces, so that a right is one row in the engine and not one for each of thousands of units.
 * The candidate groups of units are others: see {@link Role#group}.
 */
enum RoleGroup {
    /** Work on tasks. */
    OFFICERS("officers", "Cán bộ xử lý công việc", Set.of(Role.FACILITY_OFFICER, Role.FACILITY_HEAD, Role.COMMUNE_HEALTH_STATION,
            Role.COMMUNE_POLICE, Role.COMMUNE_CHAIR, Role.DISTRICT_HEALTH, Role.PROVINCIAL_HEALTH, Role.MINISTRY,
            Role.SUPERVISOR)),
    /** Make lists by hand before a session. */
    LIST_MAKERS("listmakers", "Lập danh sách người tiêm", Set.of(Role.FACILITY_OFFICER, Role.COMMUNE_HEALTH_STATION,
            Role.PROVINCIAL_HEALTH)),
    /** Have the wrong records of a commune listed, without waiting for the night. */
    CLEANERS("cleaners", "Lập danh sách làm sạch", Set.of(Role.COMMUNE_HEALTH_STATION, Role.PROVINCIAL_HEALTH)),
    SUPERVISORS("supervisors", "Giám sát cấp tỉnh", Set.of(Role.SUPERVISOR)),
    ANALYSTS("analysts", "Phân tích quy trình", Set.of(Role.ANALYST)),
    ADMINS("camunda-admin", "Quản trị hệ thống", Set.of(Role.ADMIN));

    private final String id;
    private final String label;
    private final Set<Role> roles;

    RoleGroup(String id, String label, Set<Role> roles) {
        this.id = id;
        this.label = label;
        this.roles = roles;
    }

    String id() {
        return id;
    }

    String label() {
        return label;
    }

    boolean includes(Role role) {
        return roles.contains(role);
    }

    static Stream<RoleGroup> of(Role role) {
        return Stream.of(values()).filter(group -> group.includes(role));
    }
}
