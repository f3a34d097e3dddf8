package vn.minhxac.cleaning.internal.batch;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;


import vn.minhxac.audit.Audit;
import vn.minhxac.citizen.Corrections;
import vn.minhxac.citizen.Corrections.Cause;
import vn.minhxac.citizen.Corrections.DoseFacts;
import vn.minhxac.citizen.Corrections.Source;
import vn.minhxac.citizen.Identities;
import vn.minhxac.citizen.Identities.Identity;
import vn.minhxac.citizen.IdentityStatus;
import vn.minhxac.cleaning.CleaningCases;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/**
 * „Cập nhật dữ liệu“ (2262, step 4): makes the changes that somebody decided and somebody else confirmed, some hundred records a job. What
 * the registry has matched meanwhile is never overwritten, and a record that is no longer what was looked at is not touched.
 */
@Service
public class Applying {

    private static final int ROWS = 200;

    private final BatchRepository batches;
    private final RowRepository rows;
    private final Identities identities;
    private final Corrections records;
    private final CleaningCases cases;
    private final Units units;
    private final JdbcClient jdbc;
    private final Audit audit;
    private final Clock clock;

    Applying(BatchRepository batches, RowRepository rows, Identities identities, Corrections records, CleaningCases cases, Units units,
             JdbcClient jdbc, Audit audit, Clock clock) {
        this.batches = batches;
        this.rows = rows;
        this.identities = identities;
        this.records = records;
        this.cases = cases;
        this.units = units;
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** What became of a row: where it goes, and under which outcome (null: to be seen). */
    private record Done(RowState state, String outcome) {
    }

    /** @return whether rows are left */
    @Transactional
    public boolean next(UUID batchId) {
        Batch batch = batches.find(batchId).orElseThrow(BadInput::notFound).at(Stage.UPDATING);
        List<Row> due = rows.lockNext(batchId, RowState.CONFIRMED, ROWS);
        Map<Long, Identity> people = identities.lock(due.stream().map(Row::citizenId).toList()).stream()
                .collect(Collectors.toMap(Identity::id, Function.identity()));
        Set<Long> overtaken = rows.overtaken(batchId, people.keySet());
        Map<Long, String> rules = rules(due);
        Map<Done, List<Long>> moves = new HashMap<>();
        for (Row row : due) {
            Identity person = people.get(row.citizenId());
            Done done = settledElsewhere(row, person, overtaken).orElseGet(() -> apply(batch, row, person, why(row, rules)));
            moves.computeIfAbsent(done, key -> new ArrayList<>()).add(row.citizenId());
        }
        moves.forEach((done, citizens) -> rows.move(batchId, citizens, done.state(), done.outcome()));
        if (!due.isEmpty()) {
            audit.record("cleaning.applied", "cleaning_batch", batchId.toString(), Map.of("rows", due.size()));
        }
        return rows.count(batchId, RowState.CONFIRMED) > 0;
    }

    /** Where a row goes whose record somebody else has matched or changed since it was decided. */
    private static Optional<Done> settledElsewhere(Row row, Identity person, Set<Long> overtaken) {
        boolean identity = switch (row.decision()) {
            case ACCEPT, EDIT, RECOMPARE, NOT_OWNER, OWNER -> !row.to().keySet().equals(Set.of("phone"));
            default -> false;
        };
        if (identity && Surroundings.proven(person)) {
            return Optional.of(new Done(RowState.DONE, "MATCHED"));
        }
        boolean changed = !Arrays.equals(row.contentHash(), person.contentHash()) || overtaken.contains(person.id());
        return changed ? Optional.of(new Done(RowState.RETURNED, "RECORD_CHANGED")) : Optional.empty();
    }

    private Done apply(Batch batch, Row row, Identity person, String why) {
        Cause cause = new Cause(Source.CLEANING, batch.id().toString(), row.decidedBy(), row.confirmedBy(), why, clock.instant());
        return switch (row.decision()) {
            case ACCEPT, EDIT -> change(row, cause);
            case RECOMPARE -> again(row.citizenId());
            case OWNER -> owner(row, person, cause);
            case NOT_OWNER -> withoutNumber(row.citizenId(), cause);
            case TRANSFER -> transfer(batch, row, cause);
            case DECEASED -> closed(row, "DECEASED");
            case NOT_FOUND -> notFound(row);
            case MERGE -> merge(row, cause);
            case DOSE -> dose(row, cause);
            default -> throw new IllegalStateException("nothing to apply: " + row.decision());
        };
    }

    /** The rules of the proposals that were accepted, for many at once. */
    private Map<Long, String> rules(List<Row> due) {
        Map<Long, String> rules = new HashMap<>();
        jdbc.sql("select id, rule from cleaning_proposal where id = any(:ids)")
                .param("ids", due.stream().map(Row::proposalId).filter(Objects::nonNull).toArray(Long[]::new)).query(row -> {
                    rules.put(row.getLong(1), row.getString(2));
                });
        return rules;
    }

    private static String why(Row row, Map<Long, String> rules) {
        String reason = row.reason() == null ? row.decision().name() : row.reason();
        return row.proposalId() == null ? reason : rules.get(row.proposalId());
    }

    private Done change(Row row, Cause cause) {
        Map<String, String> to = new HashMap<>(row.to());
        String phone = to.remove("phone");
        if (phone != null) {
            records.contact(row.citizenId(), Map.of("phone", phone), cause);
        }
        if (!to.isEmpty()) {
            records.identity(row.citizenId(), to, cause);
        }
        return new Done(RowState.APPLIED, null);
    }

    private Done again(long citizen) {
        identities.mark(List.of(citizen), IdentityStatus.DRAFT, clock.instant());
        return new Done(RowState.APPLIED, null);
    }

    /** The others lose the number, but for the owner's own other records; whoever the registry has matched with it meanwhile keeps it. */
    private Done owner(Row row, Identity person, Cause cause) {
        List<Long> others = jdbc.sql("""
                select id from citizen where person_key = 'VN:' || :number and province_code = :province and id <> :id and merged_into is null
                order by id for no key update""")
                .param("number", person.idNumber()).param("province", person.provinceCode()).param("id", person.id()).query(Long.class).list();
        List<Identity> found = identities.find(others);
        if (found.stream().anyMatch(Surroundings::proven)) {
            return new Done(RowState.RETURNED, "RECORD_CHANGED");
        }
        found.stream().filter(other -> !Surroundings.samePerson(person, other)).forEach(other -> withoutNumber(other.id(), cause));
        return again(row.citizenId());
    }

    private Done withoutNumber(long citizen, Cause cause) {
        Map<String, String> none = new HashMap<>();
        none.put("idNumber", null);
        records.identity(citizen, none, cause);
        return new Done(RowState.APPLIED, null);
    }

    /** Another province cannot be given a record: its tenants are apart. The task force settles that. */
    private Done transfer(Batch batch, Row row, Cause cause) {
        boolean here = units.validToday(UnitKind.COMMUNE, row.toCommune()).filter(unit -> unit.provinceCode().equals(batch.provinceCode())).isPresent();
        if (!here) {
            return new Done(RowState.ESCALATED, "OTHER_PROVINCE");
        }
        records.contact(row.citizenId(), Map.of("permanentCommune", row.toCommune()), cause);
        return new Done(RowState.DONE, "TRANSFERRED");
    }

    private Done notFound(Row row) {
        cases.report(row.citizenId(), "M9", row.decidedBy());
        return new Done(RowState.ESCALATED, "NOT_FOUND");
    }

    private Done closed(Row row, String reason) {
        cases.close(row.citizenId(), reason);
        return new Done(RowState.DONE, reason);
    }

    private Done merge(Row row, Cause cause) {
        try {
            // Its cases follow by themselves: others merge records too.
            records.merge(row.citizenId(), row.otherCitizenId(), cause);
            return new Done(RowState.DONE, "MERGED");
        } catch (BadInput refused) {
            // Doses that contradict each other the station puts right first; anything else has changed since it was decided.
            return new Done(RowState.RETURNED, refused.code().equals("cleaning.mergeDoseConflict") ? "DOSE_CONFLICT" : "RECORD_CHANGED");
        }
    }

    private Done dose(Row row, Cause cause) {
        DoseChange change = row.dose();
        DoseFacts facts = new DoseFacts(change.doseNumber(), change.date(), change.vaccine(), change.lotNumber(), change.facilityCode());
        boolean done = switch (change.action()) {
            case ADD -> records.addDose(row.citizenId(), facts, cause);
            case SET -> records.setDose(row.citizenId(), facts, cause);
            case VOID -> records.voidDose(row.citizenId(), change.doseNumber(), row.reason(), cause);
        };
        return done ? new Done(RowState.APPLIED, null) : new Done(RowState.RETURNED, "RECORD_CHANGED");
    }
}
