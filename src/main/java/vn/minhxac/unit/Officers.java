package vn.minhxac.unit;

import java.util.List;
import java.util.Optional;

/** Officers' accounts, and which group serves a unit. */
public interface Officers {

    /** The officer of the current request, task or job; empty for a citizen and for the system itself. */
    Optional<Officer> current();

    /** Like {@link #current()}; refuses anybody else with 403. */
    Officer require();

    /** The current officer; refuses with 403 whoever has none of these roles (an administrator has all). */
    Officer require(Role... roles);

    Optional<Officer> find(String userId);

    List<Officer> all();

    /** Creates the account or changes it; its login and groups in the engine follow, with {@code password} for a new one. */
    void save(Officer officer, String password);

    /**
     * Creates an account whose password somebody else knows, so that it must be changed at the first login (9458).
     *
     * @throws vn.minhxac.common.BadInput 409 when there is an account of that name
     */
    void saveNew(Officer officer, String firstPassword);

    /** Whether the officer must change the password before anything else. */
    boolean mustChangePassword(String userId);

    /** The officer has changed the password. */
    void passwordChanged(String userId);

    /** Binds officers whose role needs a unit and who have none to a province (training without the sample province). */
    void bindUnbound(String provinceCode);

    /**
     * The candidate group that does a role's work for a unit: the unit's own group where it has an active officer of that
     * role, else the provincial health group (A5: central signer; units without officers are served by the province).
     */
    String groupFor(Role role, UnitKind kind, String unitCode, String provinceCode);

    /** Whether the officer may see what belongs to this unit: own unit, units below it, everything for Ministry and administrators. */
    boolean maySee(Officer officer, UnitKind kind, String unitCode, String provinceCode);
}
