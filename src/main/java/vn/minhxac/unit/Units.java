package vn.minhxac.unit;

import java.util.List;
import java.util.Optional;

/** Administrative units and facilities, as they are today unless said otherwise. */
public interface Units {

    Optional<Unit> find(UnitKind kind, String code);

    /** Its name, or the code itself where the unit is unknown. */
    String name(UnitKind kind, String code);

    /** All units of a kind in a province, by name. */
    List<Unit> list(UnitKind kind, String provinceCode);

    /** All provinces, by code. */
    List<Unit> provinces();
}
