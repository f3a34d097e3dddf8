package vn.minhxac.passport;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** A mistake of the maker must not be the checker's as well. */
@AnalyzeClasses(packages = "vn.minhxac.passport", importOptions = ImportOption.DoNotIncludeTests.class)
class MakersAndCheckersTest {

    @ArchTest
    static final ArchRule THE_CHECKER_USES_NOTHING_OF_THE_MAKER = noClasses().that().resideInAPackage("..passport.internal.check..")
            .should().dependOnClassesThat().resideInAPackage("..passport.internal.dcc..")
            .orShould().dependOnClassesThat().resideInAPackage("com.amazon..");

    @ArchTest
    static final ArchRule THE_MAKER_USES_NOTHING_OF_THE_CHECKER = noClasses().that().resideInAPackage("..passport.internal.dcc..")
            .should().dependOnClassesThat().resideInAPackage("..passport.internal.check..")
            .orShould().dependOnClassesThat().resideInAnyPackage("com.upokecenter..", "nl.minvws..");
}
