package vn.minhxac.complaint.internal.routing;

import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;

/**
 * Who handles a complaint.
 *
 * @param kind     of the unit; null in a pool that is nobody's province
 * @param province province of the unit, or null
 */
public record Handler(Role role, UnitKind kind, String code, String province) {
}
