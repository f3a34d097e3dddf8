package vn.minhxac.passport.internal.check;

import com.upokecenter.cbor.CBORObject;
import com.upokecenter.cbor.CBORType;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vn.minhxac.passport.PassportFields;

/**
 * What a certificate must have to be an EU DCC 1.x: entries of exactly one kind, with the fields its kind requires.
 * Only the first schemas allowed several entries; the last of them counts. Fields beyond that are ignored, as countries add their own.
 */
final class CertificateContent {

    private static final String REASON = "NOT_EU_DCC";
    private static final Pattern LATIN = Pattern.compile("[A-Z<]*");
    private static final Pattern VERSION = Pattern.compile("\\d{1,4}\\.\\d{1,4}\\.\\d{1,4}");
    private static final Pattern DATE_OF_BIRTH = Pattern.compile("((19|20)\\d\\d(-\\d\\d(-\\d\\d)?)?(T.{0,40})?)?");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T.{0,40})?");
    private static final int MAX_TEXT = 200;
    private static final int MAX_ENTRIES = 10;
    private static final Map<String, List<String>> REQUIRED_TEXTS = Map.of(
            "v", List.of("tg", "vp", "mp", "ma", "dt", "co", "is", "ci"),
            "t", List.of("tg", "tt", "sc", "tr", "co", "is", "ci"),
            "r", List.of("tg", "fr", "co", "is", "df", "du", "ci"));
    private static final Map<String, List<String>> REQUIRED_DATES = Map.of(
            "v", List.of("dt"), "t", List.of("sc"), "r", List.of("fr", "df", "du"));

    private CertificateContent() {
    }

    static PassportFields read(CBORObject certificate) throws Malformed {
        String kind = kind(certificate);
        CBORObject entry = entry(certificate, kind);
        for (String key : REQUIRED_TEXTS.get(kind)) {
            require(shortText(entry, key) != null);
        }
        for (String key : REQUIRED_DATES.get(kind)) {
            require(DATE.matcher(CborReader.text(entry, key)).matches());
        }
        Integer dose = CborReader.integer(entry, "dn");
        Integer series = CborReader.integer(entry, "sd");
        require(!kind.equals("v") || dose != null && series != null && dose > 0 && series > 0);
        String version = CborReader.text(certificate, "ver");
        String dateOfBirth = CborReader.text(certificate, "dob");
        require(version != null && VERSION.matcher(version).matches());
        require(dateOfBirth != null && DATE_OF_BIRTH.matcher(dateOfBirth).matches());
        CBORObject name = CborReader.get(certificate, "nam");
        require(CborReader.is(name, CBORType.Map));
        String family = latin(name, "fnt");
        String given = latin(name, "gnt");
        require(family != null || given != null);
        return new PassportFields(joined(" ", shortText(name, "fn"), shortText(name, "gn")), joined("<<", family, given),
                dateOfBirth, CborReader.text(entry, "tg"), dose, series, CborReader.text(entry, "dt"),
                CborReader.text(entry, "vp"), CborReader.text(entry, "mp"), CborReader.text(entry, "ma"),
                CborReader.text(entry, "ci"), CborReader.text(entry, "co"), CborReader.text(entry, "is"), kind);
    }

    private static String kind(CBORObject certificate) throws Malformed {
        List<String> kinds = Stream.of("v", "t", "r").filter(kind -> {
            CBORObject group = CborReader.get(certificate, kind);
            return group != null && !group.isNull() && !(group.getType() == CBORType.Array && group.size() == 0);
        }).toList();
        require(kinds.size() == 1);
        return kinds.get(0);
    }

    private static CBORObject entry(CBORObject certificate, String kind) throws Malformed {
        CBORObject group = CborReader.get(certificate, kind);
        String version = CborReader.text(certificate, "ver");
        boolean several = version != null && (version.startsWith("1.0.") || version.startsWith("1.1."));
        require(group.getType() == CBORType.Array && (group.size() == 1 || several && group.size() <= MAX_ENTRIES));
        CBORObject entry = CborReader.untagged(group.get(group.size() - 1));
        require(entry.getType() == CBORType.Map);
        return entry;
    }

    private static String latin(CBORObject name, String key) throws Malformed {
        String value = shortText(name, key);
        require(value == null || LATIN.matcher(value).matches());
        return value;
    }

    private static String shortText(CBORObject map, String key) throws Malformed {
        String value = CborReader.text(map, key);
        require(value == null || value.length() <= MAX_TEXT);
        return value;
    }

    private static String joined(String separator, String first, String second) {
        return first == null ? second : second == null ? first : first + separator + second;
    }

    private static void require(boolean holds) throws Malformed {
        if (!holds) {
            throw new Malformed(REASON);
        }
    }
}
