package vn.minhxac.unit;

import java.time.Instant;
import java.util.List;

/**
 * What a province has handed down (9458: the Department of Health or CDC handles directly, or grants an account to and guides the
 * district health centre or the commune health station), and under which model of government it routes.
 */
public interface Delegations {

    /** Models of local government; names as the decision table has them. */
    enum RoutingProfile {
        THREE_TIER_2021, TWO_TIER_2025
    }

    /** @param revokedAt null while in force */
    record Delegation(long id, String provinceCode, UnitKind kind, String unitCode, String unitName, String grantedBy, Instant grantedAt, Instant revokedAt) {
    }

    /** Whether the province has delegated complaints to this district or commune. */
    boolean delegated(UnitKind kind, String unitCode);

    /** Whether a unit can be given complaints; names as the decision table has them. */
    enum Account {
        DELEGATED, HAS_ACCOUNT, NONE
    }

    /** What the way of a complaint in a province depends on. */
    record Standing(RoutingProfile profile, Account district, Account station) {
    }

    /**
     * {@link #profile} of a province, and how its district and commune stand, in one look.
     *
     * @param districtCode null: {@link Account#NONE}; likewise {@code communeCode}
     */
    Standing standing(String provinceCode, String districtCode, String communeCode);

    /** In force, by unit name. */
    List<Delegation> inForce(String provinceCode);

    /**
     * Delegates to a district centre or a commune health station. One without an account gets one: its first password is mailed to the
     * unit and must be changed at the first login (9458). Idempotent.
     *
     * @throws vn.minhxac.common.BadInput 403 unless the current officer is of that province's health department or an administrator;
     *                                    422 {@code delegation.noMail} when an account is needed and the unit has no mail address
     */
    void grant(UnitKind kind, String unitCode);

    /** Takes it back; idempotent; same rights. */
    void revoke(UnitKind kind, String unitCode);

    /** What the province has chosen; by default THREE_TIER_2021 where it has districts that are valid today, else TWO_TIER_2025. */
    RoutingProfile profile(String provinceCode);

    /** Same rights as {@link #grant}. */
    void choose(String provinceCode, RoutingProfile profile);
}
