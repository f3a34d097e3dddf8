package vn.minhxac.unit;

import java.util.List;
import java.util.Optional;

/** Administrative units and facilities, as they are today unless said otherwise. */
public interface Units {

    /** As it is today, or was when it was closed: records of its time go on naming it. */
    Optional<Unit> find(UnitKind kind, String code);

    /** Only if it has not been closed. */
    Optional<Unit> validToday(UnitKind kind, String code);

    /** Its latest validity, even if that has ended or has yet to begin. */
    Optional<Unit> ever(UnitKind kind, String code);

    /** The units it lies in, nearest first; empty for a province and for an unknown unit. */
    List<Unit> above(UnitKind kind, String code);

    /** What took over from a unit that was merged or closed: the first of its successors that is valid today, else the last of them. */
    Optional<Unit> successor(UnitKind kind, String code);

    /** Code of the health unit of the ministry or sector (army, police, central hospital) a facility belongs to. */
    Optional<String> sector(String facilityCode);

    /** Its name, or the code itself where the unit is unknown. */
    String name(UnitKind kind, String code);

    /** All units of a kind in a province, by name. */
    List<Unit> list(UnitKind kind, String provinceCode);

    /** All provinces, by code. */
    List<Unit> provinces();
}
