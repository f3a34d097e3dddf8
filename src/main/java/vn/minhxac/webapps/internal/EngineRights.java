package vn.minhxac.webapps.internal;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Permissions.ACCESS;
import static org.camunda.bpm.engine.authorization.Permissions.ALL;
import static org.camunda.bpm.engine.authorization.Permissions.CREATE;
import static org.camunda.bpm.engine.authorization.Permissions.READ;

import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.stereotype.Component;

import java.util.Map;
import vn.minhxac.common.StartStep;

/**
 * All rights that groups have in the engine, and the filters of Tasklist. Set at every start, the same each time; what a group
 * may do beyond them comes from a task itself (candidate group) and ends with it. Provinces are kept apart by tenants.
 */
@Component
class EngineRights extends StartStep {

    private static final String ME = "${currentUser()}";
    private static final String MY_GROUPS = "${currentUserGroups()}";
    private static final String BLUE = "#0b5a6f";
    private static final String AMBER = "#8a4b00";
    private static final String RED = "#b3152a";

    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;
    private final OfficerAccounts accounts;

    EngineRights(AuthorizationService authorizations, FilterService filters, TaskService tasks, OfficerAccounts accounts) {
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
        this.accounts = accounts;
    }

    @Override
    protected int order() {
        return 1;
    }

    @Override
    protected void run() {
        accounts.ensureRoleGroups();
        accounts.fillRoleGroups();
        for (Resource resource : Resources.values()) {
            allow(RoleGroup.ADMINS, resource, ANY, ALL);
        }
        allow(RoleGroup.OFFICERS, Resources.APPLICATION, "tasklist", ACCESS);
        allow(RoleGroup.OFFICERS, Resources.PROCESS_DEFINITION, ANY, ProcessDefinitionPermissions.READ);
        allow(RoleGroup.LIST_MAKERS, Resources.PROCESS_DEFINITION, "fourStepVerification",
                ProcessDefinitionPermissions.READ, ProcessDefinitionPermissions.CREATE_INSTANCE);
        allow(RoleGroup.LIST_MAKERS, Resources.PROCESS_INSTANCE, ANY, CREATE);
        allow(RoleGroup.CLEANERS, Resources.PROCESS_DEFINITION, "dataCleaning",
                ProcessDefinitionPermissions.READ, ProcessDefinitionPermissions.CREATE_INSTANCE);
        allow(RoleGroup.CLEANERS, Resources.PROCESS_INSTANCE, ANY, CREATE);
        allow(RoleGroup.SUPERVISORS, Resources.APPLICATION, "cockpit", ACCESS);
        allow(RoleGroup.SUPERVISORS, Resources.PROCESS_DEFINITION, ANY, ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE, ProcessDefinitionPermissions.READ_TASK);
        allow(RoleGroup.ANALYSTS, Resources.APPLICATION, "cockpit", ACCESS);
        allow(RoleGroup.ANALYSTS, Resources.PROCESS_DEFINITION, ANY, ProcessDefinitionPermissions.READ);
        allow(RoleGroup.ANALYSTS, Resources.DECISION_DEFINITION, ANY, READ);

        filter("Việc của tôi", "Công việc bạn đã nhận", 10, BLUE, tasks.createTaskQuery().taskAssigneeExpression(ME));
        filter("Việc của đơn vị tôi", "Công việc chờ người trong đơn vị nhận", 20, BLUE,
                tasks.createTaskQuery().taskCandidateGroupInExpression(MY_GROUPS).taskUnassigned());
        filter("Sắp đến hạn trong 12 giờ", "Việc của bạn và của đơn vị còn dưới 12 giờ", 30, AMBER, mineOrOurs()
                // what is due at this very instant is not overdue yet
                .dueAfterExpression("${dateTime().minusMillis(1)}").dueBeforeExpression("${dateTime().plusHours(12)}"));
        filter("Quá hạn", "Việc của bạn và của đơn vị đã quá hạn xử lý", 40, RED, mineOrOurs().dueBeforeExpression("${now()}"));
    }

    /** Tasks of the officer, and those of the unit, taken by a colleague or not: a colleague's may be the one nobody looks at. */
    private TaskQuery mineOrOurs() {
        return tasks.createTaskQuery().or().taskAssigneeExpression(ME).taskCandidateGroupInExpression(MY_GROUPS)
                .includeAssignedTasks().endOr();
    }

    private void allow(RoleGroup group, Resource resource, String id, Permission... permissions) {
        Authorization right = authorizations.createAuthorizationQuery().groupIdIn(group.id()).resourceType(resource)
                .resourceId(id).authorizationType(Authorization.AUTH_TYPE_GRANT).singleResult();
        if (right == null) {
            right = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            right.setGroupId(group.id());
            right.setResource(resource);
            right.setResourceId(id);
        }
        right.setPermissions(permissions);
        authorizations.saveAuthorization(right);
    }

    /** The least time left comes first, tasks without a due date last. */
    private void filter(String name, String description, int priority, String color, TaskQuery query) {
        Filter filter = filters.createFilterQuery().filterName(name).singleResult();
        if (filter == null) {
            filter = filters.newTaskFilter(name);
        }
        filter.setQuery(query.orderByDueDate().asc().orderByTaskCreateTime().asc());
        filter.setProperties(Map.of("priority", priority, "description", description, "refresh", true, "color", color));
        filters.saveFilter(filter);
        allow(RoleGroup.OFFICERS, Resources.FILTER, filter.getId(), READ);
    }
}
