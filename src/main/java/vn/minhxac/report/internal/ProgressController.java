package vn.minhxac.report.internal;

import java.time.LocalDate;
import java.util.Arrays;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.Units;

/** Progress by unit, for the officer's own unit or one below it. */
@RestController
class ProgressController {

    private final ProgressQuery progress;
    private final Units units;
    private final Officers officers;

    ProgressController(ProgressQuery progress, Units units, Officers officers) {
        this.progress = progress;
        this.units = units;
        this.officers = officers;
    }

    /**
     * @param unit code of a unit; the officer's own where none is given (for the Ministry, the only province)
     * @param from first day the pace is taken from, seven days ago by default
     * @param to   last such day, today by default
     */
    @GetMapping("/api/v1/progress")
    ProgressView progress(@RequestParam(required = false) String unit,
                          @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
                          @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to) {
        Officer officer = officers.require();
        LocalDate last = to == null ? progress.today() : to;
        LocalDate first = from == null ? last.minusDays(6) : from;
        if (first.isAfter(last)) {
            throw new BadInput("progress.dates");
        }
        return progress.of(unit == null ? own(officer) : asked(officer, unit), first, last);
    }

    private Unit own(Officer officer) {
        if (officer.unitCode() != null) {
            return units.find(officer.unitKind(), officer.unitCode()).orElseThrow(BadInput::notFound);
        }
        var provinces = units.provinces();
        if (provinces.size() != 1 || !officers.maySee(officer, UnitKind.PROVINCE, provinces.get(0).code(), provinces.get(0).code())) {
            throw new BadInput("progress.unitNeeded");
        }
        return provinces.get(0);
    }

    private Unit asked(Officer officer, String code) {
        return Arrays.stream(UnitKind.values()).map(kind -> units.find(kind, code)).flatMap(java.util.Optional::stream)
                .filter(u -> officers.maySee(officer, u.kind(), u.code(), u.provinceCode())).findFirst()
                .orElseThrow(BadInput::notFound);
    }
}
