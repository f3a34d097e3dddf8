package vn.minhxac.cleaning.internal.workbook;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;

import vn.minhxac.cleaning.internal.batch.Batch;
import vn.minhxac.cleaning.internal.workbook.FilledTable.FilledLine;
import vn.minhxac.cleaning.internal.workbook.LineJudge.Asked;
import vn.minhxac.cleaning.internal.workbook.RowKeys.RowKey;
import vn.minhxac.cleaning.internal.workbook.WorkbookRows.Decided;

/** Judges a filled-in workbook against the list and its records as they are now. Changes nothing. */
@Component
class WorkbookCheck {

    private final WorkbookRows rows;

    WorkbookCheck(WorkbookRows rows) {
        this.rows = rows;
    }

    private record Keyed(FilledLine line, Optional<RowKey> key) {
    }

    /** @param row null where the key of the line says nothing */
    record Wrong(FilledLine line, WorkbookRow row, Faulty fault) {
    }

    /** @param unchanged rows that ask for nothing */
    record Judged(List<Asked> good, List<Wrong> wrong, int unchanged) {
    }

    /** @throws vn.minhxac.common.BadInput 422 {@code cleaning.workbook.otherBatch} for the file of another list */
    Judged judge(Batch batch, FilledTable table) {
        List<Keyed> lines = opened(rows.keys(batch.id()), table);
        List<RowKey> keys = lines.stream().flatMap(line -> line.key().stream()).toList();
        if (!keys.isEmpty() && keys.stream().noneMatch(key -> key.batch().equals(batch.id()))) {
            throw WorkbookRefused.content("otherBatch");
        }
        List<Long> citizens = keys.stream().filter(RowKey::genuine).map(RowKey::citizenId).distinct().toList();
        Map<Long, List<Decided>> decided = rows.decisions(batch.id(), citizens).stream().collect(Collectors.groupingBy(Decided::citizenId));
        LineJudge judge = new LineJudge(batch.id(), rows.byCitizen(batch.id(), citizens), decided);
        List<Wrong> wrong = new ArrayList<>();
        List<Asked> asked = new ArrayList<>();
        lines.forEach(line -> judge(judge, line, asked, wrong));
        List<Asked> once = once(asked.stream().filter(one -> !one.already()).toList(), wrong);
        List<Asked> already = asked.stream().filter(Asked::already).toList();
        List<Asked> good = withOwnNumber(batch, once, already, wrong);
        return new Judged(good, wrong, table.lines().size() - good.size() - wrong.size());
    }

    private static List<Keyed> opened(RowKeys keys, FilledTable table) {
        return table.lines().stream().map(line -> {
            SheetCell cell = line.cell(WorkbookColumn.KEY);
            return new Keyed(line, cell.kind() == SheetCell.Kind.TEXT ? keys.open(cell.text().strip()) : Optional.empty());
        }).toList();
    }

    private static void judge(LineJudge judge, Keyed line, List<Asked> asked, List<Wrong> wrong) {
        WorkbookRow row = null;
        try {
            row = judge.row(line.line(), line.key());
            judge.asked(line.line(), row, line.key().orElseThrow()).ifPresent(asked::add);
        } catch (Faulty fault) {
            wrong.add(new Wrong(line.line(), row, fault));
        }
    }

    /** Copies of a row that ask for the same are one; others contradict each other. */
    private static List<Asked> once(List<Asked> asked, List<Wrong> wrong) {
        Map<Long, List<Asked>> byCitizen = asked.stream().collect(Collectors.groupingBy(one -> one.row().citizenId(), LinkedHashMap::new,
                Collectors.toList()));
        List<Asked> once = new ArrayList<>();
        for (List<Asked> same : byCitizen.values()) {
            if (same.stream().map(Asked::value).distinct().count() == 1) {
                once.add(same.get(0));
            } else {
                same.forEach(one -> wrong.add(fault(one, LineFault.ROW_TWICE)));
            }
        }
        return once;
    }

    /** One number is one person's: nobody's else in the file, in the list, or among those whom the registry has matched. */
    private List<Asked> withOwnNumber(Batch batch, List<Asked> asked, List<Asked> already, List<Wrong> wrong) {
        Map<String, Set<Long>> wanted = new HashMap<>();
        want(wanted, asked);
        want(wanted, already);
        rows.decidedNumbers(batch.id(), wanted.keySet()).forEach((number, citizens) -> wanted.get(number).addAll(citizens));
        Set<String> taken = rows.matched(batch.provinceCode(), wanted.keySet());
        List<Asked> good = new ArrayList<>();
        for (Asked one : asked) {
            String number = one.value().number();
            if (number != null && wanted.get(number).size() > 1) {
                wrong.add(fault(one, LineFault.NUMBER_TWICE));
            } else if (number != null && one.row().vietnamese() && taken.contains(number)) {
                wrong.add(fault(one, LineFault.NUMBER_TAKEN));
            } else {
                good.add(one);
            }
        }
        return good;
    }

    private static void want(Map<String, Set<Long>> wanted, Collection<Asked> asked) {
        asked.stream().filter(one -> one.value().number() != null)
                .forEach(one -> wanted.computeIfAbsent(one.value().number(), number -> new HashSet<>()).add(one.row().citizenId()));
    }

    private static Wrong fault(Asked one, LineFault fault) {
        return new Wrong(one.line(), one.row(), new Faulty(fault));
    }
}
