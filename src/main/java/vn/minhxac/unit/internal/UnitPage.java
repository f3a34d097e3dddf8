package vn.minhxac.unit.internal;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.unit.Delegations;
import vn.minhxac.unit.Delegations.RoutingProfile;
import vn.minhxac.unit.Duty;
import vn.minhxac.unit.Officer;
import vn.minhxac.unit.Officers;
import vn.minhxac.unit.Role;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.UnitSearch;
import vn.minhxac.unit.Units;

/** Who is away, and, for the province, what is delegated and how it routes. Needs no JavaScript. */
@Controller
@RequestMapping(UnitPage.PATH)
class UnitPage {

    static final String PATH = "/staff/unit";
    /** More do not fit a list to choose from; the user id is typed then. */
    private static final int MOST_CHOICES = 200;
    private static final int MOST_FOUND = 12;

    private final Duty duty;
    private final AbsenceBook book;
    private final Delegations delegations;
    private final UnitSearch search;
    private final Units units;
    private final Officers officers;
    private final Texts texts;
    private final Today today;

    UnitPage(Duty duty, AbsenceBook book, Delegations delegations, UnitSearch search, Units units, Officers officers, Texts texts, Today today) {
        this.duty = duty;
        this.book = book;
        this.delegations = delegations;
        this.search = search;
        this.units = units;
        this.officers = officers;
        this.texts = texts;
        this.today = today;
    }

    record Away(long id, String name, LocalDate firstDay, LocalDate lastDay, String substitute) {
    }

    record Choice(UnitSearch.Found unit, boolean delegated) {
    }

    @ModelAttribute("zone")
    ZoneId zone() {
        return Today.ZONE;
    }

    @GetMapping
    String show(@RequestParam(required = false) String q, @RequestParam(required = false) String province,
                @RequestParam(required = false) String done, Model model) {
        model.addAttribute("done", done == null ? null : texts.find("unit.page.done." + done));
        Officer me = officers.require();
        absences(me, model);
        if (me.role() == Role.PROVINCIAL_HEALTH && me.provinceCode() != null) {
            delegations(me.provinceCode(), q, model);
        } else if (me.role() == Role.ADMIN) {
            model.addAttribute("provinces", units.provinces());
            units.provinces().stream().filter(u -> province == null || u.code().equals(province)).findFirst()
                    .ifPresent(u -> delegations(u.code(), q, model));
        }
        return "unit/staff";
    }

    private void absences(Officer me, Model model) {
        List<Officer> managed = book.managed();
        List<Officer> colleagues = duty.of(me.role(), me.unitKind() == null ? UnitKind.PROVINCE : me.unitKind(), String.valueOf(me.unitCode()));
        Map<String, String> names = Stream.concat(managed.stream(), colleagues.stream())
                .collect(Collectors.toMap(Officer::userId, Officer::displayName, (a, b) -> a));
        Function<String, String> name = id -> id == null ? null : names.getOrDefault(id, id);
        model.addAttribute("absences", duty.absences().stream()
                .map(a -> new Away(a.id(), name.apply(a.userId()), a.firstDay(), a.lastDay(), name.apply(a.substitute()))).toList());
        model.addAttribute("me", me);
        model.addAttribute("managed", managed);
        // substitutes: among those managed for a head or a province, among colleagues for everybody else
        List<Officer> substitutes = managed.size() > 1 ? managed : colleagues.stream().filter(o -> !o.userId().equals(me.userId())).toList();
        model.addAttribute("substitutes", substitutes);
        model.addAttribute("typed", managed.size() > MOST_CHOICES);
        model.addAttribute("today", today.get());
    }

    private void delegations(String province, String q, Model model) {
        var inForce = delegations.inForce(province);
        var delegated = inForce.stream().map(d -> d.kind() + d.unitCode()).collect(Collectors.toSet());
        model.addAttribute("province", units.name(UnitKind.PROVINCE, province));
        model.addAttribute("provinceCode", province);
        model.addAttribute("delegations", inForce);
        model.addAttribute("profile", delegations.profile(province));
        model.addAttribute("profiles", RoutingProfile.values());
        model.addAttribute("q", q);
        if (q != null && !q.isBlank()) {
            model.addAttribute("found", Stream.of(UnitKind.DISTRICT, UnitKind.COMMUNE)
                    .flatMap(kind -> search.find(q, kind, province, MOST_FOUND).stream())
                    .map(u -> new Choice(u, delegated.contains(u.kind() + u.code()))).toList());
        }
    }

    @PostMapping("/absences")
    String enter(@RequestParam(required = false) String user, @RequestParam(required = false) String firstDay,
                 @RequestParam(required = false) String lastDay, @RequestParam(required = false) String substitute,
                 Model model, HttpServletResponse response) {
        model.addAttribute("user", user);
        model.addAttribute("firstDay", firstDay);
        model.addAttribute("lastDay", lastDay);
        model.addAttribute("substitute", substitute);
        return done("absence", null, model, response,
                () -> duty.enterAbsence(blank(user) ? null : user.strip(), day(firstDay), day(lastDay), blank(substitute) ? null : substitute.strip()));
    }

    @PostMapping("/absences/{id}/delete")
    String delete(@PathVariable long id, Model model, HttpServletResponse response) {
        return done("struck", null, model, response, () -> duty.deleteAbsence(id));
    }

    @PostMapping("/delegations")
    String grant(@RequestParam UnitKind kind, @RequestParam String code, @RequestParam(required = false) String province, Model model,
                 HttpServletResponse response) {
        return done("granted", province, model, response, () -> delegations.grant(kind, code));
    }

    @PostMapping("/delegations/revoke")
    String revoke(@RequestParam UnitKind kind, @RequestParam String code, @RequestParam(required = false) String province, Model model,
                  HttpServletResponse response) {
        return done("revoked", province, model, response, () -> delegations.revoke(kind, code));
    }

    @PostMapping("/profile")
    String choose(@RequestParam RoutingProfile profile, @RequestParam String province, Model model, HttpServletResponse response) {
        return done("profile", province, model, response, () -> delegations.choose(province, profile));
    }

    private String done(String what, String province, Model model, HttpServletResponse response, Runnable work) {
        try {
            work.run();
            return "redirect:" + PATH + "?done=" + what + (province != null && province.matches("[A-Za-z0-9]{1,20}") ? "&province=" + province : "");
        } catch (BadInput e) {
            if (e.status() == 403 || e.status() == 404) {
                throw e;
            }
            response.setStatus(e.status());
            model.addAttribute("problem", texts.get("error." + e.code()));
            model.addAttribute("detail", e.errors().isEmpty() ? texts.find("error." + e.code() + ".detail") : null);
            model.addAttribute("errors", e.errors().stream().collect(Collectors.toMap(BadInput.FieldError::field,
                    f -> texts.get("error." + f.code()), (a, b) -> a)));
            return show(null, province, null, model);
        }
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    /** What is no date is as good as none. */
    private static LocalDate day(String text) {
        try {
            return blank(text) ? null : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    @ExceptionHandler(BadInput.class)
    void refused(BadInput e, HttpServletResponse response) throws IOException {
        response.sendError(e.status());
    }
}
