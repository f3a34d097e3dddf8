package vn.minhxac.passport.internal.check;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import vn.minhxac.passport.CheckedPassport;
import vn.minhxac.passport.IssuedCode;
import vn.minhxac.passport.PassportFacts;
import vn.minhxac.passport.PassportFields;
import vn.minhxac.passport.SelfCheck;

/** Reads a code as a border guard would, and compares. */
public final class IndependentSelfCheck implements SelfCheck {

    private static final int NAME_LIMIT = 80;

    private final IndependentChecker checker;
    private final double share;

    /** @param share of the codes that are checked, 0.0 to 1.0 */
    public IndependentSelfCheck(IndependentChecker checker, double share) {
        this.checker = checker;
        this.share = share;
    }

    @Override
    public boolean passes(PassportFacts facts, IssuedCode code) {
        if (share < 1 && ThreadLocalRandom.current().nextDouble() >= share) {
            return true;
        }
        IndependentChecker.Reading reading = checker.read(code.hc1(), code.issuedAt());
        CheckedPassport checked = reading.verdict();
        return checked.valid()
                && Arrays.equals(reading.message().kid(), code.kid())
                && code.issuedAt().equals(checked.issuedAt())
                && code.expiresAt().equals(checked.expiresAt())
                && says(checked.fields(), facts, code);
    }

    private static boolean says(PassportFields read, PassportFacts facts, IssuedCode code) {
        return code.uvci().equals(read.uvci())
                && "v".equals(read.kind())
                && "VN".equals(read.country())
                && "840539006".equals(read.disease())
                && read.doseNumber() == facts.doseNumber()
                && (facts.doseNumber() > facts.seriesDoses() || read.seriesDoses() == facts.seriesDoses())
                && facts.vaccinationDate().toString().equals(read.vaccinationDate())
                && dateOfBirth(facts).equals(read.dateOfBirth())
                && facts.mp().equals(read.product())
                && facts.ma().equals(read.manufacturer())
                && facts.vp().equals(read.vaccine())
                && facts.issuer().startsWith(read.issuer())
                && nameAgrees(facts.fullName(), read);
    }

    private static String dateOfBirth(PassportFacts facts) {
        String full = facts.dob().toString();
        return switch (facts.dobPrecision()) {
            case 'Y' -> full.substring(0, 4);
            case 'M' -> full.substring(0, 7);
            default -> full;
        };
    }

    private static boolean nameAgrees(String recorded, PassportFields read) {
        String wanted = plain(recorded);
        if (wanted.length() > NAME_LIMIT) {
            // An overlong part was cut off.
            return wanted.regionMatches(0, plain(read.fullName()), 0, NAME_LIMIT / 2);
        }
        return wanted.equals(plain(read.fullName())) && latinAgrees(wanted, read.latinName());
    }

    /** For names in Vietnamese letters; those of other alphabets have spellings of their own. */
    private static boolean latinAgrees(String name, String latin) {
        String bare = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").replace('đ', 'd').replace('Đ', 'D');
        if (!bare.matches("[A-Za-z' -]*")) {
            return !latin.isEmpty();
        }
        return bare.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "").equals(latin.replace("<", ""));
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).strip().replaceAll("\\s+", " ");
    }
}
