package vn.minhxac.unit.internal;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.minhxac.common.BadInput;
import vn.minhxac.common.BadInput.FieldError;
import vn.minhxac.unit.Delegations;
import vn.minhxac.unit.Delegations.RoutingProfile;
import vn.minhxac.unit.UnitKind;

/** What a province has handed down, and how it routes. */
@RestController
@Tag(name = "delegations")
class DelegationApi {

    private final Delegations delegations;
    private final ProvinceDesk desk;

    DelegationApi(Delegations delegations, ProvinceDesk desk) {
        this.delegations = delegations;
        this.desk = desk;
    }

    record Unit(UnitKind kind, String unit) {
    }

    record Item(UnitKind kind, String unit, String name, String province, String grantedBy, Instant grantedAt) {
    }

    record Items(List<Item> items) {
    }

    record Profile(String province, RoutingProfile profile) {
    }

    @GetMapping("/api/v1/delegations")
    @Operation(summary = "Delegations in force of the own province; the Ministry and administrators name one")
    Items list(@RequestParam(required = false) String province) {
        return new Items(delegations.inForce(desk.province(province)).stream().map(DelegationApi::item).toList());
    }

    @PostMapping("/api/v1/delegations")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Delegates to a district or commune; one without an account gets one by mail")
    Unit grant(@RequestBody Unit unit) {
        delegations.grant(unit.kind(), unit.unit());
        return unit;
    }

    @DeleteMapping("/api/v1/delegations/{kind}/{unit}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Takes a delegation back")
    void revoke(@PathVariable UnitKind kind, @PathVariable String unit) {
        delegations.revoke(kind, unit);
    }

    @GetMapping("/api/v1/routing-profile")
    @Operation(summary = "The routing profile of the own province; the Ministry and administrators name one")
    Profile profile(@RequestParam(required = false) String province) {
        String code = desk.province(province);
        return new Profile(code, delegations.profile(code));
    }

    @PutMapping("/api/v1/routing-profile")
    @Operation(summary = "Chooses the routing profile")
    Profile choose(@RequestBody Profile chosen) {
        String code = desk.province(chosen.province());
        if (chosen.profile() == null) {
            throw new BadInput(400, "invalid", List.of(new FieldError("profile", "delegation.profile")));
        }
        delegations.choose(code, chosen.profile());
        return new Profile(code, delegations.profile(code));
    }

    private static Item item(Delegations.Delegation d) {
        return new Item(d.kind(), d.unitCode(), d.unitName(), d.provinceCode(), d.grantedBy(), d.grantedAt());
    }
}
