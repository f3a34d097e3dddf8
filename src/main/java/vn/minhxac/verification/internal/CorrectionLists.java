package vn.minhxac.verification.internal;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.common.Texts;
import vn.minhxac.common.Uuid7;
import vn.minhxac.engine.Processes;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;
import vn.minhxac.verification.Recomparison;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** A list of one person whose record was corrected. */
@Service
class CorrectionLists implements Recomparison {

    private final ListRepository lists;
    private final MemberRepository members;
    private final Identities identities;
    private final Units units;
    private final Processes processes;
    private final Texts texts;
    private final Clock clock;

    CorrectionLists(ListRepository lists, MemberRepository members, Identities identities, Units units, Processes processes, Texts texts,
                    Clock clock) {
        this.lists = lists;
        this.members = members;
        this.identities = identities;
        this.units = units;
        this.processes = processes;
        this.texts = texts;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void compareAgain(long citizenId, String officer) {
        Identity person = identities.find(List.of(citizenId)).get(0);
        String commune = person.permanentCommune();
        boolean known = commune != null && units.find(UnitKind.COMMUNE, commune).isPresent();
        UUID id = Uuid7.next();
        lists.add(new VerificationList(id, person.provinceCode(), known ? UnitKind.COMMUNE : UnitKind.PROVINCE,
                known ? commune : person.provinceCode(), "CORRECTION", texts.get("verification.correction"), null, "DRAFT", 1, 0),
                null, officer, clock.instant());
        members.add(id, citizenId);
        processes.start("fourStepVerification", id.toString(), person.provinceCode(), Map.of("listId", id.toString()));
    }
}
