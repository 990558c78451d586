/* One pack of ours through the whole chain, against its exact truth: a guard against collapse; make score has all the figures. */
#include "../scratch.h"

#define ROOT MB_BIN_DIR "/../../.."

/* A figure of the scorer's line. */
static double figure(const char *line, const char *name)
{
    const char *at = strstr(line, name);
    if (!at)
        fail_msg("no %s in '%s'", name, line);
    return g_ascii_strtod(at + strlen(name), NULL);
}

static void a_pack_keeps_its_text_headings_and_agenda(void **state)
{
    expect_status(state, "$BIN/minutebook run " ROOT "/fixtures/packs/v3.pdf -o out -q && $BIN/minutebook verify -q out", 0);
    g_auto(Ended) scored =
        run_shell(state, "python3 " ROOT "/tests/score/packscore.py " ROOT "/fixtures/packs/v3.truth.json out/v3/data/document.xml");
    assert_int_equal(scored.status, 0);
    static const struct {
        const char *name;
        double least;
    } floors[] = {{"text_f1", 0.97}, {"heading_f1", 0.95}, {"item_f1", 0.95}, {"item_level", 1}, {"agenda_f1", 1}, {"resolution_f1", 0.95}};
    for (gsize i = 0; i < G_N_ELEMENTS(floors); i++)
        if (figure(scored.out, floors[i].name) < floors[i].least)
            fail_msg("%s below %g: %s", floors[i].name, floors[i].least, scored.out);
    expect_status(state, "! grep -q text-dropped out/v3/data/metadata/report.json", 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_pack_keeps_its_text_headings_and_agenda, make_scratch, remove_scratch),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
