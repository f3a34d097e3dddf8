package vn.minhxac.bench;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Page;

/** An officer who knows the truth about every record, from the paper in his hand, at the keyboard. Counts what he presses. */
final class OfficerHands {

    /** How a record was dealt with. */
    enum Way {
        ACCEPTED, TYPED, MERGED, LEFT
    }

    private static final String NOW = """
            () => {
              const record = document.querySelector('.mx-record');
              const accept = document.querySelector('.mx-actions .btn-success');
              return [record.dataset.line || '', /hồ sơ (R\\d+)/.exec(record.textContent)?.[1] || '', !accept.disabled,
                Boolean(record.querySelector('.mx-refusal')), record.textContent.includes('Hồ sơ khác của người này')];
            }""";
    private static final String FIELD = "() => [document.activeElement.dataset.field || '', document.activeElement.value || '']";
    private static final String LEFT_WRONG = """
            (inputs, truth) => inputs.filter(one => truth[one.dataset.field] !== undefined && truth[one.dataset.field] !== one.value).length""";

    private final Page page;
    private final Map<String, Truth> truths;
    private int keys;

    OfficerHands(Page page, Map<String, Truth> truths) {
        this.page = page;
        this.truths = truths;
    }

    int keys() {
        return keys;
    }

    /** Line of the record on the screen; empty while there is none. */
    String line() {
        return (String) ((List<?>) page.evaluate(NOW)).get(0);
    }

    /** Deals with the record on the screen. */
    Way next() {
        List<?> now = (List<?>) page.evaluate(NOW);
        Truth truth = truths.get(String.valueOf(now.get(1)));
        if ((Boolean) now.get(2)) {
            press("Enter");
            return Way.ACCEPTED;
        }
        if ((Boolean) now.get(3) || truth == null) {
            press("s");
            return Way.LEFT;
        }
        return (Boolean) now.get(4) ? merged() : typed(truth);
    }

    private Way merged() {
        press("m");
        press("4");
        press("1");
        return Way.MERGED;
    }

    /** Through the fields by Tab, what is wrong first, until all of it is right; who finds nothing wrong leaves the record to others. */
    private Way typed(Truth truth) {
        press("e");
        int wrong = 0;
        for (int field = 0; field < 4; field++) {
            List<?> now = (List<?>) page.evaluate(FIELD);
            String right = values(truth).get((String) now.get(0));
            if (right != null && !right.equals(now.get(1))) {
                type((String) now.get(0), right);
                wrong++;
            }
            if (page.locator("[data-field]").evaluateAll(LEFT_WRONG, values(truth)).equals(0)) {
                break;
            }
            press("Tab");
        }
        if (wrong == 0) {
            press("Escape");
            press("s");
            return Way.LEFT;
        }
        press("Enter");
        return Way.TYPED;
    }

    private static Map<String, String> values(Truth truth) {
        String[] day = truth.dateOfBirth().split("-");
        return Map.of("fullName", truth.fullName(), "sex", truth.sex(), "dateOfBirth", day[2] + "/" + day[1] + "/" + day[0], "idNumber",
                truth.idNumber());
    }

    private void type(String field, String value) {
        if (field.equals("sex")) {
            press(value.equals("M") ? "ArrowUp" : "ArrowDown");
        } else if (field.equals("dateOfBirth")) {
            page.keyboard().type(value.replace("/", ""));
            keys += value.replace("/", "").length();
        } else {
            page.keyboard().insertText(value);
            keys += telex(value);
        }
    }

    /** Keys of a Vietnamese text: one for a letter, one for each of its marks. */
    private static int telex(String text) {
        return Normalizer.normalize(text.replaceAll("[đĐ]", "dd"), Normalizer.Form.NFD).length();
    }

    /** A whole class: the sample is looked through. Returns how many rows were accepted. */
    int acceptAll() {
        press("c");
        press("Enter");
        page.locator("dialog .btn-success").waitFor();
        while (page.locator("dialog .btn-success").isDisabled()) {
            press("Space");
            page.waitForTimeout(150);
        }
        int rows = Integer.parseInt(page.locator("dialog .btn-success").textContent().replaceAll("\\D", ""));
        press("Enter");
        press("Enter");
        page.waitForCondition(() -> page.locator(".mx-message").textContent().startsWith("Đã ghi"));
        return rows;
    }

    private void press(String key) {
        page.keyboard().press(key);
        keys++;
    }
}
