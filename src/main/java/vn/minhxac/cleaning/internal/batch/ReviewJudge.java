package vn.minhxac.cleaning.internal.batch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;


import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.VietnameseName;
import vn.minhxac.cleaning.Proposals.Proposal;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** The station proposes, police too where they know better: what is right about a record. Somebody else confirms it. */
@Component
class ReviewJudge implements Judge {

    private static final Set<String> IDENTITY = Set.of("fullName", "sex", "dateOfBirth", "idNumber", "nationality");

    private final FieldRules fields;
    private final DoseRules doses;
    private final Units units;
    private final JdbcClient jdbc;

    ReviewJudge(FieldRules fields, DoseRules doses, Units units, JdbcClient jdbc) {
        this.fields = fields;
        this.doses = doses;
        this.units = units;
        this.jdbc = jdbc;
    }

    @Override
    public boolean sitsAt(Stage stage) {
        return stage == Stage.REVIEW;
    }

    @Override
    public RowChange judge(Case one) throws Refusal {
        Row row = one.row();
        if (row.state() != RowState.OPEN && row.state() != RowState.REVIEWED) {
            throw new Refusal("cleaning.rowClosed");
        }
        return switch (one.input().decision()) {
            case ACCEPT -> accept(one);
            case EDIT -> edit(one);
            case RECOMPARE, DECEASED, NOT_FOUND -> plain(one);
            case TRANSFER -> transfer(one);
            case MERGE -> merge(one);
            case OWNER, NOT_OWNER -> owner(one);
            case DOSE -> dose(one);
            default -> throw new Refusal("cleaning.notAtThisStage");
        };
    }

    private static RowChange accept(Case one) throws Refusal {
        Proposal proposal = one.around().proposal(one.row(), one.input().proposalId())
                .orElseThrow(() -> new Refusal("cleaning.proposalGone"));
        if (!proposal.confirmedByRegistry()) {
            throw new Refusal("cleaning.onlyHint");
        }
        notProven(one);
        Map<String, String> to = new HashMap<>();
        proposal.changes().forEach((field, change) -> to.put(field, change.to()));
        return decided(one, proposal.id(), to, null, proposal.otherCitizenId(), null);
    }

    /** New values for fields: identity only while the registry has not said that the record is right. */
    RowChange edit(Case one) throws Refusal {
        Identity person = one.around().person(one.row());
        Map<String, String> typed = one.input().changes();
        String phone = typed != null && typed.containsKey("phone") ? phone(person.id()) : null;
        Map<String, String> to = fields.read(typed, person, phone);
        if (to.keySet().stream().anyMatch(IDENTITY::contains)) {
            notProven(one);
        }
        if (to.containsKey("idNumber")) {
            numberIsFree(one.around(), person, to);
        }
        return decided(one, null, to, null, null, null);
    }

    private String phone(long citizen) {
        return jdbc.sql("select phone from citizen where id = :id").param("id", citizen).query(String.class).optional().orElse(null);
    }

    /** Whose number it is the registry has said already; only another record of the same person may get it, to be merged. */
    private static void numberIsFree(Surroundings around, Identity person, Map<String, String> to) throws Refusal {
        String name = to.getOrDefault("fullName", person.fullName());
        String birth = to.getOrDefault("dateOfBirth", String.valueOf(person.dateOfBirth()));
        boolean taken = around.others(to.get("idNumber"), person.id()).stream().filter(Surroundings::proven)
                .anyMatch(other -> !VietnameseName.same(name, other.fullName()) || !birth.equals(String.valueOf(other.dateOfBirth())));
        if (taken) {
            throw new Refusal("cleaning.numberTaken", "idNumber");
        }
    }

    private static RowChange plain(Case one) throws Refusal {
        if (one.input().decision() == Decision.RECOMPARE) {
            notProven(one);
        }
        return decided(one, null, Map.of(), null, null, null);
    }

    private RowChange transfer(Case one) throws Refusal {
        String commune = one.input().commune();
        if (commune == null || units.validToday(UnitKind.COMMUNE, commune).isEmpty()
                || commune.equals(one.around().person(one.row()).permanentCommune())) {
            throw new Refusal("cleaning.commune", "commune");
        }
        return decided(one, null, Map.of(), commune, null, null);
    }

    private RowChange merge(Case one) throws Refusal {
        Identity from = one.around().person(one.row());
        Identity into = one.around().others().get(String.valueOf(one.input().otherRecordId()));
        if (into == null || into.id() == from.id()) {
            throw new Refusal("cleaning.otherRecord", "otherRecordId");
        }
        boolean sameNumber = from.idNumber() != null && from.idNumber().equals(into.idNumber());
        if (!canBeSamePerson(from, into, sameNumber)) {
            throw new Refusal("cleaning.notSamePerson", "otherRecordId");
        }
        if (Surroundings.proven(from) && !Surroundings.proven(into)) {
            throw new Refusal("cleaning.mergeOtherWay", "otherRecordId");
        }
        if (Surroundings.proven(from) && !sameNumber) {
            throw new Refusal("cleaning.twoPeople", "otherRecordId");
        }
        return decided(one, null, Map.of(), null, into.id(), null);
    }

    /** Two things must agree: namesakes are real, and a mistyped number is somebody's. */
    private boolean canBeSamePerson(Identity from, Identity into, boolean sameNumber) {
        boolean sameName = VietnameseName.plain(from.fullName()).equals(VietnameseName.plain(into.fullName()));
        boolean sameBirth = from.dateOfBirth() != null && from.dateOfBirth().equals(into.dateOfBirth());
        if (sameNumber) {
            return sameName || sameBirth;
        }
        String phone = phone(from.id());
        return sameName && (sameBirth || phone != null && phone.equals(phone(into.id())));
    }

    private static RowChange owner(Case one) throws Refusal {
        Identity person = one.around().person(one.row());
        List<Identity> others = one.around().others(person.idNumber(), person.id());
        if (one.input().decision() == Decision.OWNER) {
            if (others.stream().anyMatch(Surroundings::proven)) {
                throw new Refusal("cleaning.ownerProven");
            }
            others = others.stream().filter(other -> !Surroundings.samePerson(person, other)).toList();
        } else {
            notProven(one);
        }
        if (others.isEmpty()) {
            throw new Refusal("cleaning.noCollision");
        }
        return decided(one, null, Map.of(), null, others.get(0).id(), null);
    }

    private RowChange dose(Case one) throws Refusal {
        doses.check(one.row().citizenId(), one.input().dose(), one.input().reason());
        return decided(one, null, Map.of(), null, null, one.input().dose().essence());
    }

    private static void notProven(Case one) throws Refusal {
        if (Surroundings.proven(one.around().person(one.row()))) {
            throw new Refusal("cleaning.matched");
        }
    }

    private static RowChange decided(Case one, Long proposalId, Map<String, String> to, String commune, Long other, DoseChange dose) {
        boolean takenBack = one.input().decision() == Decision.DOSE && one.input().dose().action() == DoseChange.Action.VOID;
        String reason = takenBack ? one.input().reason() : null;
        return RowChange.decided(one.row(), one.input().decision(), proposalId, to, commune, other, dose, reason,
                one.seen().officer().userId(), one.at(), one.around().person(one.row()).contentHash());
    }
}
