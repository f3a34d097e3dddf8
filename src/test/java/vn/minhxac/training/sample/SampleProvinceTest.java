package vn.minhxac.training.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import vn.minhxac.unit.Unit;
import vn.minhxac.unit.UnitKind;

/** The sample province is always the same, and looks like a real one. */
class SampleProvinceTest {

    private static final SampleProvince PROVINCE = SampleProvince.make();

    private final List<Entry> all = Stream.concat(PROVINCE.earlier().stream(), PROVINCE.later().stream()).toList();

    @Test
    void isTheSameEveryTime() {
        SampleProvince again = SampleProvince.make();
        assertThat(again).isEqualTo(PROVINCE);
        assertThat(SampleProvince.csv(again.earlier())).isEqualTo(SampleProvince.csv(PROVINCE.earlier()));
        assertThat(SampleProvince.make(1, 300)).isNotEqualTo(SampleProvince.make(2, 300));
    }

    @Test
    void hasTheMinistrysShares() {
        Map<Slip.Result, Long> people = all.stream().collect(Collectors.groupingBy(e -> e.slip().result, Collectors.counting()));
        double total = all.size();
        assertThat(total).isBetween(4_000.0, 4_100.0);
        assertThat(people.get(Slip.Result.MATCHED) / total).isBetween(.68, .72);
        assertThat(people.get(Slip.Result.WRONG) / total).isBetween(.25, .28);
        assertThat(people.get(Slip.Result.UNVERIFIABLE) / total).isBetween(.03, .04);
        assertThat(people.get(Slip.Result.EXEMPT)).isGreaterThan(5);
        assertThat(all.stream().map(Entry::slip).collect(Collectors.toSet())).as("every slip occurs").containsExactlyInAnyOrder(Slip.values());
    }

    @Test
    void hasTheRealUnitsAndAPlaceThatVaccinatesInEachCommune() {
        Map<UnitKind, Long> units = PROVINCE.units().stream().collect(Collectors.groupingBy(Unit::kind, Collectors.counting()));
        assertThat(units).containsEntry(UnitKind.PROVINCE, 1L).containsEntry(UnitKind.DISTRICT, 9L).containsEntry(UnitKind.COMMUNE, 178L)
                .containsEntry(UnitKind.FACILITY, 178L + 9 + 7);
        Set<String> known = new HashSet<>();
        for (Unit unit : PROVINCE.units()) {
            assertThat(unit.parentCode() == null || known.contains(unit.parentKind() + unit.parentCode())).as("parent first: " + unit).isTrue();
            assertThat(unit.code()).matches("[a-zA-Z0-9]+");
            assertThat(known.add(unit.kind() + unit.code())).isTrue();
        }
        assertThat(PROVINCE.units()).extracting(Unit::name).contains("Phường Hoàng Văn Thụ", "Thị trấn Chợ Chu", "Trạm Y tế xã Tân Cương",
                "Trung tâm Y tế huyện Đại Từ", "Trung tâm Kiểm soát bệnh tật tỉnh Thái Nguyên");
        assertThat(all).allSatisfy(e -> assertThat(known).contains("COMMUNE" + e.commune()));
        assertThat(all.stream().flatMap(e -> e.doses().stream())).allSatisfy(d -> assertThat(known).contains("FACILITY" + d.facility()));
    }

    @Test
    void hasDosesInOrderAndFamiliesOnOnePhone() {
        assertThat(all).allSatisfy(e -> {
            assertThat(e.doses()).isNotEmpty();
            for (int i = 0; i < e.doses().size(); i++) {
                assertThat(e.doses().get(i).number()).isEqualTo(i + 1);
                assertThat(i == 0 || e.doses().get(i - 1).date().isBefore(e.doses().get(i).date())).isTrue();
            }
        });
        assertThat(all.stream().map(Entry::phone).distinct().count()).isLessThan((long) (all.size() * .8));
        assertThat(all.stream().map(Entry::recordId).distinct().count()).isEqualTo(all.size());
        assertThat(PROVINCE.registered().stream().map(Person::idNumber).distinct().count()).isEqualTo(PROVINCE.registered().size());
    }

    @Test
    void writesTheExportAsTheContractSays() {
        assertThat(SampleProvince.csv(PROVINCE.later()).lines().findFirst()).hasValue("record_id,full_name,sex,date_of_birth,id_number,id_type,"
                + "nationality,phone,permanent_commune,hamlet,dose_number,vaccination_date,vaccine,lot_number,facility_code");
        assertThat(SampleProvince.csv(PROVINCE.later()).lines().count()).isEqualTo(1 + PROVINCE.later().stream().mapToLong(e -> e.doses().size()).sum());
        assertThat(PROVINCE.later().stream().map(Entry::hamlet).distinct()).hasSizeGreaterThan(5).anyMatch(hamlet -> hamlet.startsWith("Tổ dân phố "))
                .anyMatch(hamlet -> hamlet.startsWith("Xóm "));
        assertThat(PROVINCE.unitsCsv().lines()).contains("05503,COMMUNE,Xã Tân Cương,164,2020-01-01,,");
    }
}
