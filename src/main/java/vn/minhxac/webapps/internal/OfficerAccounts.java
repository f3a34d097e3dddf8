package vn.minhxac.webapps.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.OfficerSaved;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;

/**
 * Keeps the engine's users, groups and tenants as the officers' accounts are: who is saved there has a login here, the
 * candidate group of role and unit, the groups of the role, and the own province as tenant. In the saver's transaction.
 */
@Component
class OfficerAccounts {

    private static final String UNIT_GROUP = "UNIT";

    private final IdentityService identities;
    private final Officers officers;

    OfficerAccounts(IdentityService identities, Officers officers) {
        this.identities = identities;
        this.officers = officers;
    }

    @EventListener
    @Transactional
    void follow(OfficerSaved saved) {
        // Who may save officers was decided before; in the engine only administrators may, if somebody acts there at the moment.
        Authentication actor = identities.getCurrentAuthentication();
        identities.clearAuthentication();
        try {
            Officer officer = saved.officer();
            saveUser(officer, saved.password(), saved.replaced());
            setGroups(officer.userId(), groups(officer));
            setTenants(officer.userId(), officer.active() && officer.provinceCode() != null
                    ? Set.of(officer.provinceCode()) : Set.of());
        } finally {
            if (actor != null) {
                identities.setAuthentication(actor);
            }
        }
    }

    static Set<String> groups(Officer officer) {
        return officer.active()
                ? Stream.concat(Stream.of(officer.group()), RoleGroup.of(officer.role()).map(RoleGroup::id))
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private void saveUser(Officer officer, String password, boolean replaced) {
        User user = identities.createUserQuery().userId(officer.userId()).singleResult();
        boolean isNew = user == null;
        if (isNew) {
            user = identities.newUser(officer.userId());
        }
        user.setFirstName(officer.displayName());
        user.setLastName("");
        user.setEmail(officer.email());
        if ((isNew || replaced) && password != null) {
            user.setPassword(password);
        }
        identities.saveUser(user);
    }

    private void setGroups(String userId, Set<String> wanted) {
        Set<String> present = identities.createGroupQuery().groupMember(userId).list().stream().map(Group::getId)
                .collect(Collectors.toCollection(HashSet::new));
        for (String group : wanted) {
            if (!present.remove(group)) {
                ensureGroup(group, group, UNIT_GROUP);
                identities.createMembership(userId, group);
            }
        }
        present.forEach(group -> identities.deleteMembership(userId, group));
    }

    private void setTenants(String userId, Set<String> wanted) {
        Set<String> present = identities.createTenantQuery().userMember(userId).list().stream().map(Tenant::getId)
                .collect(Collectors.toCollection(HashSet::new));
        for (String tenant : wanted) {
            if (!present.remove(tenant)) {
                ensureTenant(tenant);
                identities.createTenantUserMembership(tenant, userId);
            }
        }
        present.forEach(tenant -> identities.deleteTenantUserMembership(tenant, userId));
    }

    void ensureGroup(String id, String name, String type) {
        if (identities.createGroupQuery().groupId(id).count() == 0) {
            Group group = identities.newGroup(id);
            group.setName(name);
            group.setType(type);
            identities.saveGroup(group);
        }
    }

    /** A province. The Ministry works in every one of them. */
    private void ensureTenant(String province) {
        if (identities.createTenantQuery().tenantId(province).count() == 0) {
            Tenant tenant = identities.newTenant(province);
            tenant.setName(province);
            identities.saveTenant(tenant);
            String ministry = Role.MINISTRY.group(null);
            ensureGroup(ministry, ministry, UNIT_GROUP);
            identities.createTenantGroupMembership(province, ministry);
        }
    }

    /** Groups that every installation has, whether they have members or not. */
    void ensureRoleGroups() {
        List.of(RoleGroup.values()).forEach(group -> ensureGroup(group.id(), group.label(), "ROLE"));
    }

    /** Puts into a group whoever had the role before the group existed; the others are in it since they were saved. */
    void fillRoleGroups() {
        List<Officer> active = officers.all().stream().filter(Officer::active).toList();
        for (RoleGroup group : RoleGroup.values()) {
            Set<String> members = identities.createUserQuery().memberOfGroup(group.id()).list().stream().map(User::getId)
                    .collect(Collectors.toSet());
            active.stream().filter(officer -> group.includes(officer.role()) && !members.contains(officer.userId()))
                    .forEach(officer -> identities.createMembership(officer.userId(), group.id()));
        }
    }
}
