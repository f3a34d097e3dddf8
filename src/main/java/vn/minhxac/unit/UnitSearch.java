package vn.minhxac.unit;

import java.util.List;

/** Units found by typing, with or without diacritics. */
public interface UnitSearch {

    /**
     * @param text     what was typed: words or beginnings of words, in any order, {@code "tram y te quang"}; or a code
     * @param kind     only units of this kind, or null
     * @param province only units of this province, or null
     * @param limit    at most so many
     * @return best first; only units that are valid today or were since the campaign began, each once. A unit that was renamed since
     *         is found by either name, and called by the one that fits
     */
    List<Found> find(String text, UnitKind kind, String province, int limit);

    /**
     * @param where     the units above it, {@code "Phường Quang Vinh, Thành phố Thái Nguyên, Tỉnh Thái Nguyên"}
     * @param districtCode or null; likewise {@code communeCode}, the units it lies in (or is)
     */
    record Found(UnitKind kind, String code, String name, String where, String provinceCode, String districtCode, String communeCode) {
    }
}
