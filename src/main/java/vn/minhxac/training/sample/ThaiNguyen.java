package vn.minhxac.training.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;

/**
 * The province of the sample, in the three tiers of 2021–22: real districts and communes with their codes, and the places
 * that vaccinate (a health station in every commune, a centre in every district, hospitals and the CDC of the province).
 */
final class ThaiNguyen {

    static final String CODE = "19";
    /** Where its civil registry's personal numbers begin. */
    static final String ID_PREFIX = "019";

    private static final LocalDate FOUNDED = LocalDate.of(2020, 1, 1);
    private static final LocalDate CAMPAIGN = LocalDate.of(2021, 3, 1);
    private static final List<String> HOSPITALS = List.of("Bệnh viện Trung ương Thái Nguyên", "Bệnh viện A Thái Nguyên",
            "Bệnh viện C Thái Nguyên", "Bệnh viện Gang thép Thái Nguyên", "Bệnh viện Trường Đại học Y khoa Thái Nguyên",
            "Bệnh viện Phổi Thái Nguyên");

    record Commune(String code, String name, String districtCode) {

        boolean urban() {
            return !name.startsWith("Xã");
        }

        String station() {
            return CODE + "T" + code;
        }

        String districtCentre() {
            return CODE + "H" + districtCode;
        }
    }

    record District(String code, String name, List<Commune> communes) {

        String centre() {
            return CODE + "H" + code;
        }
    }

    private final List<District> districts = new ArrayList<>();

    ThaiNguyen() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                ThaiNguyen.class.getResourceAsStream("/training/thai-nguyen-2022.txt"), StandardCharsets.UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(this::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(String line) {
        if (line.startsWith("= ")) {
            districts.add(new District(line.substring(2, 5), line.substring(6), new ArrayList<>()));
            return;
        }
        District district = districts.get(districts.size() - 1);
        String kind = line.substring(0, line.indexOf(':'));
        Stream.of(line.substring(kind.length() + 2).split(", "))
                .forEach(c -> district.communes().add(new Commune(c.substring(0, 5), kind + " " + c.substring(6), district.code())));
    }

    List<District> districts() {
        return districts;
    }

    List<Commune> communes() {
        return districts.stream().flatMap(d -> d.communes().stream()).toList();
    }

    String cdc() {
        return CODE + "CDC";
    }

    List<String> hospitals() {
        return Stream.iterate(1, n -> n <= HOSPITALS.size(), n -> n + 1).map(n -> "%sBV%02d".formatted(CODE, n)).toList();
    }

    /** All units, parents first. */
    List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        units.add(new Unit(UnitKind.PROVINCE, CODE, "Tỉnh Thái Nguyên", null, null, CODE, FOUNDED, null, "soyte@thainguyen.example.vn"));
        for (District district : districts) {
            units.add(new Unit(UnitKind.DISTRICT, district.code(), district.name(), UnitKind.PROVINCE, CODE, CODE, FOUNDED, null, null));
            for (Commune commune : district.communes()) {
                units.add(new Unit(UnitKind.COMMUNE, commune.code(), commune.name(), UnitKind.DISTRICT, district.code(), CODE, FOUNDED, null, null));
            }
        }
        units.add(facility(cdc(), "Trung tâm Kiểm soát bệnh tật tỉnh Thái Nguyên", UnitKind.PROVINCE, CODE));
        for (int n = 0; n < HOSPITALS.size(); n++) {
            units.add(facility(hospitals().get(n), HOSPITALS.get(n), UnitKind.PROVINCE, CODE));
        }
        for (District district : districts) {
            units.add(facility(district.centre(), "Trung tâm Y tế " + lowerFirst(district.name()), UnitKind.DISTRICT, district.code()));
            for (Commune commune : district.communes()) {
                units.add(facility(commune.station(), "Trạm Y tế " + lowerFirst(commune.name()), UnitKind.COMMUNE, commune.code()));
            }
        }
        return units;
    }

    private static Unit facility(String code, String name, UnitKind parentKind, String parentCode) {
        return new Unit(UnitKind.FACILITY, code, name, parentKind, parentCode, CODE, CAMPAIGN, null,
                code.toLowerCase() + "@thainguyen.example.vn");
    }

    private static String lowerFirst(String name) {
        return name.substring(0, 1).toLowerCase() + name.substring(1);
    }
}
