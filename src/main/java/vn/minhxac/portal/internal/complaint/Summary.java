package vn.minhxac.portal.internal.complaint;

import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.minhxac.common.Texts;
import vn.minhxac.citizen.Vaccines.Vaccine;
import vn.minhxac.unit.UnitSearch.Found;

/** Everything that was typed, for a last look. */
@Component
class Summary {

    private final UnitField units;
    private final Texts texts;

    Summary(UnitField units, Texts texts) {
        this.units = units;
        this.texts = texts;
    }

    record Section(int step, List<Line> lines) {
    }

    /** @param label message key */
    record Line(String label, String value) {
    }

    List<Section> of(ComplaintForm form, List<Vaccine> vaccines) {
        List<Line> what = new ArrayList<>();
        line(what, "sum.type", form.has("type") ? texts.get("complaint.page.type." + form.value("type")) : "");
        line(what, "sum.description", form.value("description"));
        List<Line> who = new ArrayList<>();
        line(who, "fullName", form.value("fullName"));
        line(who, "sex", form.has("sex") ? texts.get("portal.sex." + form.value("sex")) : "");
        line(who, "dateOfBirth", date(form.value("dateOfBirth")));
        line(who, "idType", form.has("idType") ? texts.get("complaint.page.idType." + form.value("idType")) + " " + form.value("idNumber") : "");
        line(who, "phone", form.value("phone"));
        line(who, "email", form.value("email"));
        List<Line> where = new ArrayList<>();
        line(where, "place", form.has("abroad") ? texts.get("complaint.page.abroad") : place(form, "place"));
        for (int i : form.filledRows()) {
            where.add(new Line("complaint.page.dose", dose(form, i, vaccines)));
        }
        List<Line> papers = form.papers().stream().map(paper -> new Line("complaint.page.kind." + form.value(paper + ".kind"),
                form.has(paper + ".name") ? form.value(paper + ".name") : texts.get("complaint.page.paper.there"))).toList();
        return List.of(new Section(1, what), new Section(2, who), new Section(3, where), new Section(4, papers));
    }

    private static void line(List<Line> lines, String field, String value) {
        if (!value.isBlank()) {
            lines.add(new Line("complaint.page." + field, value));
        }
    }

    private String dose(ComplaintForm form, int i, List<Vaccine> vaccines) {
        String dose = ComplaintForm.dose(i);
        String code = form.value(dose + "vaccine");
        String vaccine = vaccines.stream().filter(v -> v.code().equals(code)).map(Vaccine::name).findFirst().orElse(code);
        List<String> parts = new ArrayList<>();
        parts.add(texts.get("complaint.page.dose.n", form.value(dose + "doseNumber")));
        parts.add(date(form.value(dose + "date")));
        parts.add(vaccine);
        parts.add(form.has(dose + "lotNumber") ? texts.get("complaint.page.lot", form.value(dose + "lotNumber")) : "");
        parts.add(place(form, dose + "facility"));
        parts.removeIf(String::isBlank);
        return String.join(" · ", parts);
    }

    private String place(ComplaintForm form, String name) {
        Found found = units.chosen(form, name);
        return found == null ? form.value(name) : found.where() == null || found.where().isBlank() ? found.name() : found.name() + ", " + found.where();
    }

    /** With slashes, as it was meant. */
    private static String date(String typed) {
        return typed.matches("[0-9]{8}") ? typed.substring(0, 2) + "/" + typed.substring(2, 4) + "/" + typed.substring(4) : typed;
    }
}
