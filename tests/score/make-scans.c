/*
 * Makes scans and screenshots of known text, worn as such things are: make-scans TEXT OUT.pdf OUT.txt PAGES SEED
 *
 * TEXT is prose (any Markdown); figures are mixed in. OUT.pdf has pictures alone, OUT.txt their words, a line for each line that
 * was drawn and a form feed after each page. Of three pages two are scans, one a slide with a screenshot of a table. The same
 * arguments give the same pages.
 */
#include <cairo-pdf.h>
#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WIDTH 595.0
#define HEIGHT 842.0

G_DEFINE_AUTOPTR_CLEANUP_FUNC(cairo_font_options_t, cairo_font_options_destroy)

static GRand *chance;

static double between(double low, double high)
{
    return g_rand_double_range(chance, low, high);
}

static int pick(int count)
{
    return g_rand_int_range(chance, 0, count);
}

/* How a page is worn. */
typedef struct {
    double dpi, size, lean, ink, paper, noise;
    int blur, specks;
    bool is_bilevel;
    const char *font;
} Wear;

static Wear draw_wear(bool is_screenshot)
{
    static const char *const fonts[] = {"Liberation Sans", "Liberation Serif", "DejaVu Sans", "Liberation Mono", "DejaVu Serif",
                                        "Liberation Sans Narrow"};
    static const double scanner[] = {100, 150, 200, 200, 300}, screen[] = {84, 96, 110, 144};
    Wear w = {.font = fonts[pick(G_N_ELEMENTS(fonts))], .size = between(7.5, 12.5)};
    w.dpi = is_screenshot ? screen[pick(G_N_ELEMENTS(screen))] : scanner[pick(G_N_ELEMENTS(scanner))];
    w.lean = is_screenshot || pick(3) == 0 ? 0 : between(-1.2, 1.2);
    w.ink = between(0, 0.45);
    w.paper = between(0.82, 1);
    w.noise = is_screenshot ? between(0, 8) : between(0, 34);
    w.blur = pick(4) == 0 ? 1 + pick(2) : 0;
    w.specks = is_screenshot || pick(3) ? 0 : 200 + pick(3000);
    w.is_bilevel = !is_screenshot && w.dpi >= 150 && pick(3) == 0;
    return w;
}

/* One of many shapes of a figure. */
static char *new_figure(void)
{
    switch (pick(6)) {
    case 0: return g_strdup_printf("%d.%d%%", pick(100), pick(10));
    case 1: return g_strdup_printf("\302\243%d,%03d", 1 + pick(999), pick(1000));
    case 2: return g_strdup_printf("%d,%03d", 1 + pick(99), pick(1000));
    case 3: return g_strdup_printf("%d/%02d/20%02d", 1 + pick(28), 1 + pick(12), 10 + pick(16));
    case 4: return g_strdup_printf("-%d.%d", pick(100), pick(10));
    default: return g_strdup_printf("%d", pick(10000));
    }
}

/* The words of the prose, marks of Markdown away. */
static char **read_words(const char *path)
{
    g_autofree char *text = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error))
        g_error("%s", error->message);
    for (char *p = text; *p; p++)
        if (strchr("`*|#<>_{}[]\\=~", *p) || (guchar)*p > 126)
            *p = ' ';
    return g_strsplit_set(text, " \n\t", -1);
}

static const char *next_word(char **words, guint count, guint *at)
{
    do
        *at = (*at + 1) % count;
    while (!words[*at][0] || !strpbrk(words[*at], "abcdefghijklmnopqrstuvwxyz"));
    return words[*at];
}

static void say(cairo_t *cairo, double x, double y, const char *text)
{
    cairo_move_to(cairo, x, y);
    cairo_show_text(cairo, text);
}

static void draw_prose(cairo_t *cairo, const Wear *w, char **words, guint count, guint *at, GString *truth)
{
    cairo_text_extents_t extents;
    for (double y = 70; y < HEIGHT - 60; y += w->size * 1.35) {
        GString *line = g_string_new(NULL);
        const double right = pick(6) ? WIDTH - 60 : between(200, WIDTH - 60);
        do {
            g_autofree char *figure = pick(9) ? NULL : new_figure();
            g_string_append_printf(line, "%s%s", line->len ? " " : "", figure ? figure : next_word(words, count, at));
            cairo_text_extents(cairo, line->str, &extents);
        } while (60 + extents.x_advance < right - 60);
        say(cairo, 60, y, line->str);
        g_string_append_printf(truth, "%s\n", line->str);
        g_string_free(line, TRUE);
    }
}

static void draw_table(cairo_t *cairo, const Wear *w, char **words, guint count, guint *at, GString *truth)
{
    const double row = w->size * between(1.6, 2.4), column = w->size * 7;
    const int columns = 3 + pick(4), rows = 5 + pick(10);
    for (int r = 0; r < rows; r++) {
        for (int c = 0; c < columns; c++) {
            g_autofree char *cell = r && c ? new_figure() : g_strndup(next_word(words, count, at), 11);
            say(cairo, 80 + c * column + 4, 120 + r * row - w->size * 0.5, cell);
            g_string_append_printf(truth, "%s ", cell);
        }
        g_string_append_c(truth, '\n');
    }
    cairo_set_line_width(cairo, 0.75);
    for (int r = 0; r <= rows; r++) {
        cairo_move_to(cairo, 80, 120 + (r - 1) * row);
        cairo_rel_line_to(cairo, columns * column, 0);
    }
    for (int c = 0; c <= columns; c++) {
        cairo_move_to(cairo, 80 + c * column, 120 - row);
        cairo_rel_line_to(cairo, 0, rows * row);
    }
    cairo_stroke(cairo);
}

static guint8 wear_pixel(const Wear *w, double luma)
{
    if (w->noise > 0) /* near enough to a bell: the sum of four */
        luma += w->noise * (between(-1, 1) + between(-1, 1) + between(-1, 1) + between(-1, 1)) * 0.5;
    if (w->is_bilevel)
        luma = luma < 140 ? 0 : 255;
    return (guint8)CLAMP(luma, 0, 255);
}

/* Mean of a pixel's neighbours on its row and column. */
static double soften(const guint8 *grey, int width, int height, int x, int y, int reach)
{
    double sum = 0;
    int count = 0;
    for (int d = -reach; d <= reach; d++) {
        sum += grey[(gsize)y * width + CLAMP(x + d, 0, width - 1)];
        sum += grey[(gsize)CLAMP(y + d, 0, height - 1) * width + x];
        count += 2;
    }
    return sum / count;
}

static void wear_out(cairo_surface_t *surface, const Wear *w)
{
    cairo_surface_flush(surface);
    const int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
    const int stride = cairo_image_surface_get_stride(surface);
    guint8 *pixels = cairo_image_surface_get_data(surface);
    g_autofree guint8 *grey = g_malloc((gsize)width * height);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            grey[(gsize)y * width + x] = pixels[(gsize)y * stride + x * 4];
    for (int i = 0; i < w->specks; i++)
        grey[(gsize)pick(height) * width + pick(width)] = 0;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            const guint8 luma = wear_pixel(w, w->blur ? soften(grey, width, height, x, y, w->blur) : grey[(gsize)y * width + x]);
            memset(pixels + (gsize)y * stride + x * 4, luma, 3);
        }
    cairo_surface_mark_dirty(surface);
}

static void draw_page(cairo_t *pdf, bool is_screenshot, char **words, guint count, guint *at, GString *truth)
{
    const Wear w = draw_wear(is_screenshot);
    const double scale = w.dpi / 72, height = is_screenshot ? HEIGHT * 0.55 : HEIGHT;
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(WIDTH * scale), (int)(height * scale));
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, w.paper, w.paper, w.paper);
    cairo_paint(cairo);
    cairo_set_source_rgb(cairo, w.ink, w.ink, w.ink);
    cairo_scale(cairo, scale, scale);
    cairo_translate(cairo, WIDTH / 2, HEIGHT / 2);
    cairo_rotate(cairo, w.lean * G_PI / 180);
    cairo_translate(cairo, -WIDTH / 2, -HEIGHT / 2);
    cairo_select_font_face(cairo, w.font, CAIRO_FONT_SLANT_NORMAL, pick(5) ? CAIRO_FONT_WEIGHT_NORMAL : CAIRO_FONT_WEIGHT_BOLD);
    cairo_set_font_size(cairo, w.size);
    g_autoptr(cairo_font_options_t) options = cairo_font_options_create();
    if (pick(3)) /* else letters stand on whole pixels, as on older screens */
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(cairo, options);
    (is_screenshot ? draw_table : draw_prose)(cairo, &w, words, count, at, truth);
    cairo_destroy(cairo);
    wear_out(surface, &w);
    cairo_save(pdf);
    if (is_screenshot) { /* some words of text make a slide of the page; they are no truth, for they are not read */
        cairo_set_font_size(pdf, 14);
        say(pdf, 80, 60, "A slide of our own with thirteen words and one picture that is to be read");
        cairo_translate(pdf, 0, HEIGHT * 0.2);
    }
    cairo_scale(pdf, 1 / scale, 1 / scale);
    cairo_set_source_surface(pdf, surface, 0, 0);
    cairo_paint(pdf);
    cairo_restore(pdf);
    cairo_show_page(pdf);
    cairo_surface_destroy(surface);
    g_string_append_c(truth, '\f');
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fputs("make-scans TEXT OUT.pdf OUT.txt PAGES SEED\n", stderr);
        return 2;
    }
    g_auto(GStrv) words = read_words(argv[1]);
    const guint count = g_strv_length(words);
    GString *truth = g_string_new(NULL);
    chance = g_rand_new_with_seed((guint32)atoi(argv[5]));
    guint at = (guint)pick((int)count);
    cairo_surface_t *file = cairo_pdf_surface_create(argv[2], WIDTH, HEIGHT);
    cairo_t *pdf = cairo_create(file);
    for (int page = 0; page < atoi(argv[4]); page++)
        draw_page(pdf, page % 3 == 2, words, count, &at, truth);
    cairo_destroy(pdf);
    cairo_surface_destroy(file);
    const bool ok = g_file_set_contents(argv[3], truth->str, (gssize)truth->len, NULL);
    g_string_free(truth, TRUE);
    g_rand_free(chance);
    return ok ? 0 : 4;
}
