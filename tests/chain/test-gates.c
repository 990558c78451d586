/*
 * Nothing leaks: packs of the four nations and failed redactions, drawn here, go through the program; then every byte of
 * every public file is read for what had to stay in.
 */
#include "../scratch.h"

#include <cairo-pdf.h>

#define MOST_LINES 12
#define MOST_PAGES 6

/* Lines of a page; "# " begins a title, "! " a line that must not come out, "+ " one that must. */
typedef struct {
    const char *lines[MOST_LINES];
} Page;

typedef struct {
    const char *name;
    Page pages[MOST_PAGES];
} Pack;

static const Pack packs[] = {
    {"england",
     {{{"# Agenda", "+ 1. Allotments (Pages 2 - 2)", "PART II - EXEMPT", "+ 2. Leisure contract (Pages 3 - 4)"}},
      {{"# Allotments", "Report of the Head of Parks", "+ There are 214 plots on nine sites."}},
      {{"By virtue of paragraph(s) 3 of Part 1 of Schedule 12A", "of the Local Government Act 1972.", "# Leisure contract",
        "! Swimwell Partners bid 2411000 pounds."}},
      {{"! The incumbent owes 93212 pounds."}}}},
    {"wales",
     {{{"# Agenda", "+ 1. Ymddiheuriadau / Apologies", "+ 2. Ffyrdd / Roads", "+ 3. Gwerthu tir / Sale of land"}},
      {{"# Roads", "+ Mae 312 o dyllau wedi eu trwsio."}},
      {{"NID I'W GYHOEDDI / NOT FOR PUBLICATION", "yn rhinwedd paragraff 14 o Ran 4 o Atodlen 12A", "# Sale of land",
        "! Bryncoed Homes offered 1345000 pounds."}},
      {{"! Mae Bryncoed yn cynnig eto."}}}},
    {"scotland",
     {{{"# Agenda", "+ 1. Sederunt", "+ 2. Void properties", "Section B - private", "+ 3. Arrears"}},
      {{"# Void properties", "+ The council has 118 empty houses."}},
      {{"PRIVATE ITEM 3", "# Arrears", "Exempt under paragraph 6 of Part 1 of Schedule 7A", "! Ms Shona Kilbrandon owes 4822 pounds."}},
      {{"PRIVATE ITEM 3", "! Hamish Corrour owes 1977 pounds."}}}},
    {"northern-ireland",
     {{{"# Agenda", "+ 1. Apologies", "+ 2. Village plan", "Confidential business", "+ 3. Marina tender",
        "Confidential for reason of information relating to the financial affairs of any person"}},
      {{"# Village plan", "+ The plan covers eleven villages."}},
      {{"IN COMMITTEE", "# Marina tender", "! Lagan Dredging bid 1004300 pounds."}},
      {{"! The estimate was 950000 pounds."}}}},
    {"minutes",
     {{{"# Minutes of the meeting of the Council", "# 12. Cemetery", "+ The wall is to be rebuilt.", "# CONFIDENTIAL MINUTES - NOT FOR PUBLICATION",
        "# 13. Staffing", "! Mrs Petronella Finch was given notice.", "The meeting returned to public session.", "# 14. Next meeting",
        "+ The council meets next in May."}}}},
    {"supplement",
     {{{"# SUPPLEMENTARY AGENDA - NOT FOR PUBLICATION", "! 9. Settlement with Orrin Marine"}}, {{"! The council is to pay 271900 pounds."}}}},
    {"appendix",
     {{{"# Report to Cabinet", "Report of the Director of Place", "+ The depot is to be moved.", "+ The costs are in the exempt Appendix B."}},
      {{"# Appendix A", "+ The site lies north of the railway."}},
      {{"# Exempt Appendix B", "! Groundworks by Delf cost 418277 pounds."}},
      {{"# Appendix C", "+ No adverse impact was found."}}}},
};

static void draw_line(cairo_t *cairo, const char *line, double y)
{
    const bool is_title = g_str_has_prefix(line, "# ");
    cairo_select_font_face(cairo, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL, is_title ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo_set_font_size(cairo, is_title ? 16 : 10);
    cairo_move_to(cairo, 60, y);
    cairo_show_text(cairo, is_title || g_str_has_prefix(line, "! ") || g_str_has_prefix(line, "+ ") ? line + 2 : line);
}

static void draw_pack(void **state, const Pack *pack)
{
    g_autofree char *name = g_strconcat(pack->name, ".pdf", NULL);
    cairo_surface_t *surface = cairo_pdf_surface_create(in_scratch(state, name), 595, 842);
    cairo_t *cairo = cairo_create(surface);
    for (guint p = 0; p < MOST_PAGES && pack->pages[p].lines[0]; p++) {
        for (guint i = 0; i < MOST_LINES && pack->pages[p].lines[i]; i++)
            draw_line(cairo, pack->pages[p].lines[i], 80 + 34 * i);
        g_autofree char *foot = g_strdup_printf("Page %u", p + 1);
        cairo_set_font_size(cairo, 9);
        cairo_move_to(cairo, 280, 810);
        cairo_show_text(cairo, foot);
        cairo_show_page(cairo);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

/* Letters and figures alone, small, with tags left out: a text split over lines and elements is still found. */
static char *dup_folded(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length);
    bool in_tag = false;
    for (const char *c = text; c < text + length; c++) {
        in_tag = *c == '<' ? true : *c == '>' ? false : in_tag;
        if (!in_tag && g_ascii_isalnum(*c))
            g_string_append_c(out, g_ascii_tolower(*c));
    }
    return g_string_free(out, FALSE);
}

/* All public files of the archive in one text: as they are, and with tags left out. */
static char *dup_public(void **state)
{
    g_auto(Ended) all = run_shell(state, "find out -type f ! -path '*/original*' ! -name restricted.xml -print0 | sort -z |"
                                         " xargs -0 cat | tr -d '\\000'");
    g_autofree char *plain = dup_folded(all.out, strlen(all.out));
    g_autofree char *attributes = g_strdelimit(g_strdup(all.out), "<>", ' ');
    g_autofree char *raw = dup_folded(attributes, strlen(attributes));
    return g_strconcat(plain, "|", raw, NULL);
}

static bool holds(const char *folded, const char *line)
{
    g_autofree char *part = dup_folded(line, strlen(line));
    return strstr(folded, part) != NULL;
}

static void no_exempt_text_of_the_four_nations_comes_out(void **state)
{
    for (guint i = 0; i < G_N_ELEMENTS(packs); i++)
        draw_pack(state, &packs[i]);
    expect_status(state, "$BIN/minutebook run *.pdf -o out -q --include-restricted", 0);
    g_autofree char *public = dup_public(state);
    for (guint i = 0; i < G_N_ELEMENTS(packs); i++)
        for (guint p = 0; p < MOST_PAGES; p++)
            for (guint k = 0; k < MOST_LINES && packs[i].pages[p].lines[k]; k++) {
                const char *line = packs[i].pages[p].lines[k];
                if (*line == '!' && holds(public, line))
                    fail_msg("%s: public: %s", packs[i].name, line);
                if (*line == '+' && !holds(public, line))
                    fail_msg("%s: gone: %s", packs[i].name, line);
            }
    expect_status(state, "test $(grep -lx 'Restricted: yes' out/*/bag-info.txt | wc -l) = 7", 0);
    expect_status(state, "test $(find out -name restricted.xml -perm 600 | wc -l) = 7", 0);
    expect_status(state, "test -z \"$(find out -path '*/data/*' -name restricted.xml)\"", 0);
    expect_status(state, "grep -q Kilbrandon out/scotland/restricted.xml && $BIN/minutebook verify -q out", 0);
}

static void the_public_part_is_the_same_with_and_without_the_restricted_copy(void **state)
{
    draw_pack(state, &packs[0]);
    expect_status(state, "$BIN/minutebook run england.pdf -o out -q && $BIN/minutebook run england.pdf -o two -q --include-restricted", 0);
    expect_status(state, "test ! -e out/england/restricted.xml && cmp out/england/data/document.xml two/england/data/document.xml", 0);
    expect_status(state, "diff -r out/england/data/html two/england/data/html", 0);
}

/* Strings of content streams: what stands in them goes on with drawing. */
static void no_text_that_a_page_hides_comes_out(void **state)
{
    static const char *const pages[] = {
        "Report",
        "The complaint came from) Tj 130 0 Td (Quorna) Tj ET 0 0 0 rg 195 750 100 22 re f BT /F 11 Tf 72 700 Td (",
        "Made by) Tj 60 0 Td 1 1 1 rg (Quornb) Tj 0 0 0 rg 60 0 Td (of the depot) Tj 3 Tr 0 -40 Td (Quornc) Tj 0 Tr (",
        "Seen) Tj 900 0 Td (Quornd) Tj -900 -60 Td /F 0 Tf (Quorne) Tj /F 11 Tf 0 -60 Td /Span << /ActualText (Quornf) >> BDC (XXXXXX) Tj EMC (",
    };
    GString *pdf = new_pdf(pages, G_N_ELEMENTS(pages));
    put_file(state, "hidden.pdf", pdf->str);
    g_string_free(pdf, TRUE);
    expect_status(state, "$BIN/minutebook run hidden.pdf -o out -q", 0);
    g_autofree char *public = dup_public(state);
    assert_null(strstr(public, "quorn"));
    assert_non_null(strstr(public, "thecomplaintcamefrom"));
    expect_status(state, "grep -qx 'Restricted: yes' out/hidden/bag-info.txt", 0);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, make_scratch, remove_scratch)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(no_exempt_text_of_the_four_nations_comes_out),
        CASE(the_public_part_is_the_same_with_and_without_the_restricted_copy),
        CASE(no_text_that_a_page_hides_comes_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
