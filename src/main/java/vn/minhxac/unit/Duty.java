package vn.minhxac.unit;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Who of a unit is there today, and whose turn it is. */
public interface Duty {

    /**
     * Whose turn it is among the active officers of this role and unit who are not absent today (Asia/Ho_Chi_Minh): the one with the fewest
     * open tasks, of several the one who has waited longest. An absent officer's substitute stands in, unless absent too. Notes the turn
     * in the caller's transaction: others at the same time choose other officers while there are some, and never wait. Where there is no
     * choice nobody's load is asked for and no turn is noted.
     *
     * @param not  an officer who must not be chosen, or null
     * @param load how many open tasks each of some officers has; who is left out has none
     * @return empty where nobody is there
     */
    Optional<String> next(Role role, UnitKind kind, String unitCode, String not, Function<Collection<String>, Map<String, Integer>> load);

    /** Whether the unit has an active officer of this role, absent or not. */
    boolean served(Role role, UnitKind kind, String unitCode);

    /** Active officers of this role and unit. */
    List<Officer> of(Role role, UnitKind kind, String unitCode);

    /** Whether this officer is absent today, and if so who stands in (null: nobody). */
    Optional<Absence> absentToday(String userId);

    /** User ids of everybody who is absent today. */
    Set<String> absentToday();

    record Absence(long id, String userId, LocalDate firstDay, LocalDate lastDay, String substitute) {
    }

    /** Present and future absences of the officers whom the current officer may manage (own; those of the own unit for its head, below for the province). */
    List<Absence> absences();

    /**
     * @param substitute user id of an officer of the same role and unit, or null
     * @throws vn.minhxac.common.BadInput 403, or 400 with bad fields
     */
    void enterAbsence(String userId, LocalDate firstDay, LocalDate lastDay, String substitute);

    void deleteAbsence(long id);
}
