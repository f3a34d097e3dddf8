package vn.minhxac.verification.internal;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.cleaning.RecomparisonLists;
import vn.minhxac.common.Texts;
import vn.minhxac.common.Uuid7;
import vn.minhxac.engine.Processes;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;
import vn.minhxac.verification.Recomparison;
import vn.minhxac.verification.internal.ListRepository.VerificationList;

/** Lists of people whose records were corrected: of one, or of a batch of data cleaning. */
@Service
class CorrectionLists implements Recomparison, RecomparisonLists {

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
        UUID id = open(person.provinceCode(), person.permanentCommune(), List.of(citizenId), officer);
        processes.start("fourStepVerification", id.toString(), person.provinceCode(), Map.of("listId", id.toString()));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID open(String provinceCode, String communeCode, Collection<Long> citizenIds, String officer) {
        boolean known = communeCode != null && units.find(UnitKind.COMMUNE, communeCode).isPresent();
        UUID id = Uuid7.next();
        lists.add(new VerificationList(id, provinceCode, known ? UnitKind.COMMUNE : UnitKind.PROVINCE, known ? communeCode : provinceCode,
                "CORRECTION", texts.get("verification.correction"), null, "DRAFT", citizenIds.size(), 0), null, officer, clock.instant());
        members.add(id, citizenIds);
        return id;
    }
}
