#include "archive/alike.h"

#include "catalogue.h"
#include "sketch.h"

#include <string.h>

/* First pages of two minutes of one body, with the same words around other names, share 37 %; a scan and its original 79 % and more. */
#define LEAST_SHARED (MB_SKETCH_SIZE / 2)

/* Each page with its best page in each other document, the first of equals; a pair of documents stands once. */
static const char sql[] =
    "WITH pair AS (SELECT a.document AS da, a.page AS pa, b.document AS db, b.page AS pb, count(*) AS shared"
    "  FROM sketch a JOIN sketch b ON a.hash = b.hash AND a.document <> b.document GROUP BY 1, 2, 3, 4 HAVING count(*) >= ?1),"
    " best AS (SELECT da, pa, db, pb, shared, row_number() OVER (PARTITION BY da, pa, db ORDER BY shared DESC, pb) AS n FROM pair)"
    " SELECT x.slug, y.slug, pa, pb, shared FROM best JOIN document x ON x.id = da JOIN document y ON y.id = db"
    " WHERE n = 1 AND x.slug < y.slug AND (?2 IS NULL OR x.slug = ?2 OR y.slug = ?2) ORDER BY x.slug, y.slug, pa";

/* A stretch that is being put together; owns its names. */
typedef struct {
    char *slug, *other;
    MbAlike alike;
} Stretch;

static void clear_stretch(Stretch *stretch)
{
    g_clear_pointer(&stretch->slug, g_free);
    g_clear_pointer(&stretch->other, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Stretch, clear_stretch)

static bool goes_on(const Stretch *stretch, const char *slug, const char *other, int page, int other_page)
{
    return stretch->slug && !strcmp(stretch->slug, slug) && !strcmp(stretch->other, other) && page == stretch->alike.last + 1 &&
           other_page == stretch->alike.other_last + 1;
}

static void tell(Stretch *stretch, MbAlikeVisit visit, void *data)
{
    if (!stretch->slug)
        return;
    stretch->alike.slug = stretch->slug;
    stretch->alike.other = stretch->other;
    visit(&stretch->alike, data);
    clear_stretch(stretch);
}

bool mb_catalogue_alike(MbCatalogue *catalogue, const char *slug, MbAlikeVisit visit, void *data, GError **error)
{
    GError *failed = NULL;
    g_auto(Stretch) stretch = {0};
    g_autoptr(sqlite3_stmt) row = mb_sql_prepare(catalogue->db, &failed, sql, "it", (gint64)LEAST_SHARED, slug);
    while (row && mb_sql_step(row, &failed)) {
        const char *one = mb_sql_text(row, 0), *two = mb_sql_text(row, 1);
        int page = sqlite3_column_int(row, 2), other = sqlite3_column_int(row, 3);
        int percent = sqlite3_column_int(row, 4) * 100 / MB_SKETCH_SIZE;
        if (!goes_on(&stretch, one, two, page, other)) {
            tell(&stretch, visit, data);
            stretch = (Stretch){g_strdup(one), g_strdup(two), {.first = page, .other_first = other, .percent = percent}};
        }
        stretch.alike.last = page;
        stretch.alike.other_last = other;
        stretch.alike.percent = MIN(stretch.alike.percent, percent);
    }
    tell(&stretch, visit, data);
    if (!failed)
        return true;
    g_propagate_error(error, failed);
    return false;
}
