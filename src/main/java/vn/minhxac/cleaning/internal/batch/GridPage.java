package vn.minhxac.cleaning.internal.batch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

import com.fasterxml.jackson.databind.ObjectMapper;

import vn.minhxac.cleaning.internal.batch.BatchAccess.Seen;
import vn.minhxac.cleaning.internal.batch.BatchView.Group;
import vn.minhxac.cleaning.internal.batch.RowView.Named;
import vn.minhxac.cleaning.Proposals.Proposal;
import vn.minhxac.cleaning.Proposals.Change;
import vn.minhxac.cleaning.Proposals;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Puts together what the grid shows, as much of it as the officer may see. */
@Service
class GridPage {

    static final int MOST_ROWS = 200;

    private final BatchAccess access;
    private final RowRepository rows;
    private final GridQuery query;
    private final RecordDetails details;
    private final Proposals proposals;
    private final BatchViews views;
    private final Units units;
    private final Texts texts;
    private final ObjectMapper json;

    GridPage(BatchAccess access, RowRepository rows, GridQuery query, RecordDetails details, Proposals proposals, BatchViews views,
             Units units, Texts texts, ObjectMapper json) {
        this.access = access;
        this.rows = rows;
        this.query = query;
        this.details = details;
        this.proposals = proposals;
        this.views = views;
        this.units = units;
        this.texts = texts;
        this.json = json;
    }

    @Transactional(readOnly = true)
    BatchView head(UUID id) {
        Seen seen = access.see(id);
        Batch batch = seen.batch();
        Boolean dose = batch.stage().dose();
        List<GridQuery.Group> groups = query.groups(id).stream().filter(group -> dose == null || dose == group.dose()).toList();
        Map<RowState, Integer> counts = new EnumMap<>(RowState.class);
        groups.forEach(group -> counts.merge(group.state(), group.rows(), Integer::sum));
        int open = groups.stream().filter(group -> isOpen(batch.stage(), group)).mapToInt(GridQuery.Group::rows).sum();
        var pace = query.pace(id, seen.officer().userId(), batch.stage());
        Long left = pace.medianSeconds() == null ? null : Long.valueOf(Math.round(pace.medianSeconds() * open));
        var signed = batch.signedHash() == null ? null : new BatchView.Signed(HexFormat.of().formatHex(batch.signedHash()), batch.documentNumber(),
                batch.signedBy(), batch.signedAt(), batch.hasScan());
        return new BatchView(id, batch.communeCode(), communeName(batch), batch.stage(), batch.round(), seen.mayDecide(),
                groups.stream().mapToInt(GridQuery.Group::rows).sum(), open, counts,
                sum(batch.stage(), groups, group -> Arrays.asList(group.classes()), code -> texts.get("cleaning.class." + code)),
                sum(batch.stage(), groups, group -> group.rule() == null ? List.of() : List.of(group.rule()), proposals::text),
                sum(batch.stage(), groups, group -> List.of(group.hamlet() == null ? "" : group.hamlet()), name -> name),
                pace.decided(), pace.medianSeconds(), left, signed, batch.follows());
    }

    private String communeName(Batch batch) {
        return units.name(batch.unitKind(), batch.communeCode());
    }

    private static boolean isOpen(Stage stage, GridQuery.Group group) {
        return switch (stage) {
            case REVIEW -> group.state() == RowState.OPEN;
            case POLICE -> group.state() == RowState.REVIEWED && !group.dose();
            case DOSES -> group.state() == RowState.REVIEWED && group.dose();
            case TASK_FORCE -> group.state() == RowState.ESCALATED;
            default -> false;
        };
    }

    private static List<Group> sum(Stage stage, List<GridQuery.Group> groups, Function<GridQuery.Group, List<String>> codes,
                                   Function<String, String> text) {
        Map<String, int[]> sums = new TreeMap<>();
        for (GridQuery.Group group : groups) {
            for (String code : codes.apply(group)) {
                int[] sum = sums.computeIfAbsent(code, key -> new int[2]);
                sum[0] += group.rows();
                sum[1] += isOpen(stage, group) ? group.rows() : 0;
            }
        }
        List<Group> list = new ArrayList<>();
        sums.forEach((code, sum) -> list.add(new Group(code, text.apply(code), sum[0], sum[1])));
        return list;
    }

    @Transactional(readOnly = true)
    GridQuery.Index index(UUID id, RowFilter filter) {
        Batch batch = access.see(id).batch();
        return query.index(batch.id(), filter, batch.stage().dose());
    }

    @Transactional
    List<RowView> rows(UUID id, Collection<Integer> lines) {
        if (lines.size() > MOST_ROWS) {
            throw new BadInput("cleaning.tooManyRows");
        }
        Seen seen = access.see(id);
        views.note(seen.batch(), seen.officer());
        return views(seen, rows.byLine(id, lines));
    }

    List<RowView> views(Seen seen, List<Row> list) {
        List<Long> citizens = list.stream().map(Row::citizenId).toList();
        var people = details.people(citizens);
        var hints = details.hints(citizens);
        var fields = details.fields(citizens);
        var doses = seen.identityOnly() ? Map.<Long, List<RowView.Dose>>of() : details.doses(citizens);
        var others = details.others(list, !seen.identityOnly());
        var proposed = proposals.of(citizens);
        var otherIds = details.recordIds(list.stream().map(Row::otherCitizenId).filter(id -> id != null).collect(Collectors.toSet()));
        proposed.values().forEach(all -> otherIds.putAll(details.recordIds(all.stream().map(Proposal::otherCitizenId).filter(id -> id != null).toList())));
        return list.stream().map(row -> {
            RowView.Person person = people.get(row.citizenId());
            return new RowView(row.line(), row.recordId(), row.state(), row.version(),
                    row.classes().stream().map(code -> new Named(code, texts.get("cleaning.class." + code))).toList(), row.hamlet(), person,
                    hints.getOrDefault(row.citizenId(), List.of()).stream().map(code -> new Named(code, texts.get("cleaning.hint." + code))).toList(),
                    fields.get(row.citizenId()),
                    proposed.getOrDefault(row.citizenId(), List.of()).stream().map(one -> proposal(one, otherIds)).toList(),
                    others.getOrDefault(row.citizenId(), List.of()), doses.getOrDefault(row.citizenId(), List.of()),
                    decided(row, person, otherIds, !seen.identityOnly()));
        }).toList();
    }

    private RowView.ProposalView proposal(Proposal one, Map<Long, String> recordIds) {
        return new RowView.ProposalView(Long.toString(one.id()), one.rule(), proposals.text(one.rule()), one.changes(), one.confirmedByRegistry(),
                recordIds.get(one.otherCitizenId()));
    }

    private RowView.Decided decided(Row row, RowView.Person person, Map<Long, String> recordIds, boolean withDoses) {
        if (row.decision() == null && row.reason() == null) {
            return null;
        }
        Map<String, Change> changes = new LinkedHashMap<>();
        row.to().forEach((field, to) -> changes.put(field, new Change(present(person, field), to)));
        return new RowView.Decided(row.decision(), changes, row.proposalId() == null ? null : row.proposalId().toString(), row.reason(),
                row.reason() == null ? null : texts.find("cleaning.reason." + row.reason()), recordIds.get(row.otherCitizenId()), row.toCommune(),
                row.toCommune() == null ? null : units.name(UnitKind.COMMUNE, row.toCommune()), withDoses ? row.dose() : null, row.decidedBy(),
                row.decidedAt(), row.npdResult(), row.confirmedBy(), row.confirmedAt());
    }

    private static String present(RowView.Person person, String field) {
        return switch (field) {
            case "fullName" -> person.fullName();
            case "sex" -> person.sex();
            case "dateOfBirth" -> person.dateOfBirth() == null ? null : person.dateOfBirth().toString();
            case "idNumber" -> person.idNumber();
            case "nationality" -> person.nationality();
            default -> person.phone();
        };
    }
}
