package vn.minhxac.unit.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.unit.Duty;

/** Who is absent. */
@RestController
@RequestMapping("/api/v1/absences")
@Tag(name = "absences")
class AbsenceApi {

    private final Duty duty;

    AbsenceApi(Duty duty) {
        this.duty = duty;
    }

    /** @param user null: the caller */
    record Entry(String user, LocalDate firstDay, LocalDate lastDay, String substitute) {
    }

    record Item(String id, String user, LocalDate firstDay, LocalDate lastDay, String substitute) {
    }

    record Items(List<Item> items) {
    }

    @GetMapping
    @Operation(summary = "Present and future absences: the own ones, those of the own unit for its head, all of the province for its health officers")
    Items list() {
        return new Items(duty.absences().stream()
                .map(a -> new Item(Long.toString(a.id()), a.userId(), a.firstDay(), a.lastDay(), a.substitute())).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Enters an absence; the substitute is of the same role and unit, or nobody")
    Items enter(@RequestBody Entry entry) {
        duty.enterAbsence(entry.user(), entry.firstDay(), entry.lastDay(), entry.substitute());
        return list();
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Strikes out an absence")
    void delete(@PathVariable long id) {
        duty.deleteAbsence(id);
    }
}
