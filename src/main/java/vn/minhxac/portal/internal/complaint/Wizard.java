package vn.minhxac.portal.internal.complaint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.Texts;
import vn.minhxac.common.TooManyRequests;
import vn.minhxac.complaint.ComplaintFiling;
import vn.minhxac.complaint.ComplaintFiling.Request;
import vn.minhxac.unit.UnitKind;
import vn.minhxac.unit.UnitSearch.Found;

/** The five steps of a complaint: what comes after a press of a button. Nothing is kept here; the form travels. */
@Component
class Wizard {

    static final int LAST = ComplaintForm.CHECK;

    private final ComplaintFiling filing;
    private final UnitField units;
    private final Papers papers;
    private final Texts texts;

    Wizard(ComplaintFiling filing, UnitField units, Papers papers, Texts texts) {
        this.filing = filing;
        this.units = units;
        this.papers = papers;
        this.texts = texts;
    }

    /**
     * What to show.
     *
     * @param errors JSON path → what is wrong with it, in words
     * @param offers name of a field for a unit → the units it may mean
     * @param send   everything is right and the last button was pressed
     */
    record Turn(int step, ComplaintForm form, Map<String, String> errors, Map<String, List<Found>> offers, boolean send) {

        static Turn show(int step, ComplaintForm form) {
            return new Turn(step, form, Map.of(), Map.of(), false);
        }
    }

    /**
     * @param step the step that was shown
     * @param go   button: {@code next}, {@code back}, {@code send}, a step's number, {@code dose} (one more row), {@code add} (an upload),
     *             {@code remove0} (an upload away); anything else is {@code next}
     * @param file an upload, or null
     */
    Turn turn(ComplaintForm form, int step, String go, MultipartFile file, String kind, String client) {
        if (go.matches("[1-5]")) {
            return Turn.show(Integer.parseInt(go), form);
        }
        if (go.equals("back")) {
            return Turn.show(Math.max(1, step - 1), form);
        }
        if (go.equals("dose")) {
            return Turn.show(3, form.with("rows", String.valueOf(Math.min(ComplaintForm.DOSES, form.rows().size() + 1))));
        }
        if (go.matches("remove[0-4]")) {
            return Turn.show(4, form.with("papers[" + go.charAt(6) + "].id", ""));
        }
        boolean upload = step == 4 && file != null && !file.isEmpty();
        if (upload || go.equals("add")) {
            Turn added = add(form, file, kind, client);
            if (!added.errors().isEmpty() || !go.equals("next")) {
                return added;
            }
            return next(added.form(), step);
        }
        return go.equals("send") ? send(form) : next(form, step);
    }

    private Turn next(ComplaintForm form, int step) {
        Map<String, List<Found>> offers = new LinkedHashMap<>();
        Map<String, String> errors = errors(form, offers);
        errors.keySet().removeIf(path -> ComplaintForm.stepOf(path) != step);
        return errors.isEmpty() ? Turn.show(Math.min(LAST, step + 1), form) : new Turn(step, form, errors, offers, false);
    }

    private Turn send(ComplaintForm form) {
        Map<String, List<Found>> offers = new LinkedHashMap<>();
        Map<String, String> errors = errors(form, offers);
        if (errors.isEmpty()) {
            return new Turn(LAST, form, errors, offers, true);
        }
        return first(form, errors, offers);
    }

    /** A refusal of the filing: shown at the step it is about, or at the one it came from. */
    Turn refused(ComplaintForm form, BadInput refused, int step) {
        Map<String, String> errors = new LinkedHashMap<>();
        refused.errors().forEach(error -> errors.putIfAbsent(typed(form, error.field()), words(error)));
        if (errors.isEmpty()) {
            boolean often = refused instanceof TooManyRequests && refused.code().equals("tooManyRequests");
            return new Turn(step, form, Map.of("", often ? texts.get("portal.tooMany") : words("", refused.code())), Map.of(), false);
        }
        return first(form, errors, Map.of());
    }

    /** The first step that has something wrong. */
    private static Turn first(ComplaintForm form, Map<String, String> errors, Map<String, List<Found>> offers) {
        int first = errors.keySet().stream().mapToInt(ComplaintForm::stepOf).min().orElse(LAST);
        errors.keySet().removeIf(path -> ComplaintForm.stepOf(path) != first);
        return new Turn(first, form, errors, offers, false);
    }

    Request request(ComplaintForm form) {
        return form.request(units.place(form), name -> units.facility(form, name));
    }

    /** All that is wrong: the choice of a unit that is still open, and what the filing would refuse. */
    private Map<String, String> errors(ComplaintForm form, Map<String, List<Found>> offers) {
        Map<String, String> errors = new LinkedHashMap<>();
        if (!form.has("abroad")) {
            offer(form, "place", null, offers, errors);
        }
        form.rows().forEach(i -> offer(form, ComplaintForm.dose(i) + "facility", UnitKind.FACILITY, offers, errors));
        if (form.asksForDoses() && form.filledRows().isEmpty()) {
            errors.put("doses[0].date", texts.get("complaint.page.bad.doses"));
        }
        try {
            filing.check(request(form));
        } catch (BadInput bad) {
            if (bad.errors().isEmpty()) {
                throw bad;
            }
            bad.errors().forEach(error -> errors.putIfAbsent(typed(form, error.field()), words(error)));
        }
        return errors;
    }

    /** The field that was typed into: a place is one field, and doses are numbered as sent, without the rows left empty. */
    private static String typed(ComplaintForm form, String path) {
        if (path.startsWith("place")) {
            return "place";
        }
        if (path.startsWith("attachments")) {
            return "papers";
        }
        if (path.matches("doses\\[[0-9]\\].*")) {
            int sent = path.charAt(6) - '0';
            List<Integer> rows = form.filledRows();
            String field = path.substring(8).replaceFirst("^\\.?$", ".date").replace("facilityCode", "facility");
            return sent < rows.size() ? "doses[" + rows.get(sent) + "]" + field : "doses[0].date";
        }
        return path.equals("doses") ? "doses[0].date" : path;
    }

    private void offer(ComplaintForm form, String name, UnitKind kind, Map<String, List<Found>> offers, Map<String, String> errors) {
        units.open(form, name, kind).ifPresent(found -> {
            offers.put(name, found);
            errors.put(name, texts.get(found.isEmpty() ? "complaint.page.bad.noUnit" : "complaint.page.bad.whichUnit"));
        });
    }

    private Turn add(ComplaintForm form, MultipartFile file, String kind, String client) {
        try {
            if (file == null || file.isEmpty()) {
                throw new BadInput("paper.none");
            }
            return Turn.show(4, papers.add(form, file, kind, client));
        } catch (BadInput refused) {
            return new Turn(4, form, Map.of("papers", words("papers", refused.code())), Map.of(), false);
        } catch (IOException broken) {
            return new Turn(4, form, Map.of("papers", texts.get("complaint.page.bad.upload")), Map.of(), false);
        }
    }

    private String words(BadInput.FieldError error) {
        return words(error.field(), error.code());
    }

    /** Our own words for a field where there are some, else those of the error. */
    String words(String path, String code) {
        String field = path.replaceAll("\\[[0-9]+\\]", "");
        for (String key : List.of("complaint.page.bad." + code, "complaint.page.bad." + field, "error." + code)) {
            String text = texts.find(key);
            if (text != null) {
                return text;
            }
        }
        return texts.get("complaint.page.bad");
    }
}
