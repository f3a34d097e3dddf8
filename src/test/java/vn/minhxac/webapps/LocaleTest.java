package vn.minhxac.webapps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tasklist's Vietnamese against the English that the webjar ships: a new version of it cannot bring words nobody translated. */
class LocaleTest {

    private static final String WEBJAR = "/META-INF/resources/webjars/camunda/";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[^}]*}}");
    private static final Pattern TAG = Pattern.compile("</?(?:a|b|br|i|em|strong|p)\\b[^>]*>|&\\w+;");
    private static final Pattern DIACRITIC = Pattern.compile("[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    /** The same in both languages: a name, a sign, nothing at all; and Vietnamese words that happen to have no diacritics. */
    private static final Set<String> AS_THEY_ARE = Set.of("COCKPIT_APP", "CAM_WIDGET_VARIABLES_TABLE_NULL", "CAM_WIDGET_VARIABLE_NULL",
            "NO_TASK_FORM", "SEARCH_LESS_THAN", "SEARCH_LESS_THAN_EQUALS", "SEARCH_GREATER_THAN", "SEARCH_GREATER_THAN_EQUALS");
    private static final Set<String> VIETNAMESE_WITHOUT_DIACRITICS = Set.of("Sau", "sau");
    /** How form-js begins what it tells people; see {@link #everyMessageOfFormJsIsTranslated}. */
    private static final Pattern FORM_JS_MESSAGE = Pattern.compile(
            "push\\([\"`]((?:Field|Value|Please) [^\"`]*)[\"`]");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void everyKeyIsTranslatedAndNoneIsInvented() throws IOException {
        assertThat(keys(locale("vi").get("labels"))).isEqualTo(keys(locale("en").get("labels")));
    }

    @Test
    void placeholdersAndTagsAreThoseOfTheOriginal() throws IOException {
        JsonNode vi = locale("vi").get("labels");
        locale("en").get("labels").fields().forEachRemaining(english -> {
            String text = vi.get(english.getKey()).asText();
            assertThat(found(PLACEHOLDER, text)).as(english.getKey()).isEqualTo(found(PLACEHOLDER, english.getValue().asText()));
            assertThat(found(TAG, text)).as(english.getKey()).isEqualTo(found(TAG, english.getValue().asText()));
        });
    }

    @Test
    void nothingIsLeftInEnglish() throws IOException {
        List<String> english = new ArrayList<>();
        JsonNode original = locale("en").get("labels");
        locale("vi").get("labels").fields().forEachRemaining(label -> {
            String text = label.getValue().asText();
            if (AS_THEY_ARE.contains(label.getKey())) {
                assertThat(text).as(label.getKey()).isEqualTo(original.get(label.getKey()).asText());
            } else if (!DIACRITIC.matcher(text).find() && !VIETNAMESE_WITHOUT_DIACRITICS.contains(text)) {
                english.add(label.getKey() + ": " + text);
            }
        });
        assertThat(english).isEmpty();
    }

    @Test
    void datesAreWholeAndTheWeekBeginsOnMonday() throws IOException {
        JsonNode vi = locale("vi").get("dateLocales");
        JsonNode en = locale("en").get("dateLocales");
        assertThat(keys(vi)).isEqualTo(keys(en));
        en.fields().forEachRemaining(part -> {
            assertThat(vi.get(part.getKey())).as(part.getKey()).hasSameSizeAs(part.getValue());
            if (part.getValue().isObject()) {
                assertThat(keys(vi.get(part.getKey()))).isEqualTo(keys(part.getValue()));
            }
        });
        assertThat(vi.at("/week/dow").asInt()).isEqualTo(1);
        assertThat(vi.at("/longDateFormat/L").asText()).isEqualTo("DD/MM/YYYY");
        assertThat(vi.at("/longDateFormat/LLL").asText()).isEqualTo("DD/MM/YYYY HH:mm");
        assertThat(vi.at("/weekdays/0").asText()).isEqualTo("chủ nhật");
    }

    /** Each message that form-js can show is known to form-texts.js, and what is translated there still exists in form-js. */
    @Test
    void everyMessageOfFormJsIsTranslated() throws IOException {
        String formJs = text(WEBJAR + "lib/deps.js");
        List<Pattern> translated = Pattern.compile("\\[/\\^(.*?)\\$/s?,", Pattern.DOTALL).matcher(text("/static/js/form-texts.js")).results()
                .map(rule -> Pattern.compile(rule.group(1))).toList();
        assertThat(translated).hasSizeGreaterThan(35);
        var messages = FORM_JS_MESSAGE.matcher(formJs).results().map(found -> sample(found.group(1))).distinct().toList();
        assertThat(messages).hasSizeGreaterThan(9).allSatisfy(message -> assertThat(translated).as(message)
                .anyMatch(pattern -> pattern.matcher(message).matches() || pattern.pattern().startsWith(message)));
        for (String word : List.of("Nothing to show.", "Add new", "Expand all (", "Collapse", "No results", "All values selected", "Skip to search",
                "Remove list item ", "Remove tag", "Previous page", "Next page", " of ", "Click to sort by ", "Click to remove sorting",
                "Increment", "Decrement", "Date and time must both be entered.", "No content to show.", "External content couldn't be loaded.")) {
            assertThat(formJs).as("gone from form-js").contains(word);
            assertThat(translated).as(word).anyMatch(pattern -> pattern.pattern().replace("\\", "").startsWith(word));
        }
    }

    /** A message as people see it: numbers in place of the template's expressions. */
    private static String sample(String template) {
        return template.replaceAll("\\$\\{(?:[^{}]|\\{[^}]*})*}", "3").strip();
    }

    private JsonNode locale(String language) throws IOException {
        String text = text(WEBJAR + "app/tasklist/locales/" + language + ".json");
        // The shipped files begin with a byte order mark.
        return json.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    private static String text(String path) throws IOException {
        try (InputStream in = LocaleTest.class.getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(m -> m.group()).sorted().toList();
    }
}
