#include "sketch.h"

#include <string.h>

#define LEAST_WORDS 40
#define RUN_WORDS 3 /* one wrong word spoils three runs */

/* FNV-1a, 64 bit: short, and the same everywhere. */
#define FNV_START G_GUINT64_CONSTANT(14695981039346656037)
#define FNV_PRIME G_GUINT64_CONSTANT(1099511628211)

static guint64 add_byte(guint64 hash, guint8 byte)
{
    return (hash ^ byte) * FNV_PRIME;
}

/* Hashes of the words of a text, in order; caller frees with g_array_unref. */
static GArray *list_words(const char *text)
{
    GArray *words = g_array_new(FALSE, FALSE, sizeof(guint64));
    guint64 hash = FNV_START;
    for (const char *at = text;; at = g_utf8_next_char(at)) {
        gunichar c = *at ? g_unichar_tolower(g_utf8_get_char(at)) : 0;
        if (c && g_unichar_isalnum(c)) {
            char bytes[6];
            int length = g_unichar_to_utf8(c, bytes);
            for (int i = 0; i < length; i++)
                hash = add_byte(hash, (guint8)bytes[i]);
        } else if (hash != FNV_START) {
            g_array_append_val(words, hash);
            hash = FNV_START;
        }
        if (!c)
            return words;
    }
}

static gint compare_hashes(gconstpointer a, gconstpointer b)
{
    gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
    return x < y ? -1 : x > y;
}

/* Bits are mixed again, so that the order of hashes has nothing to do with the last word (finalizer of MurmurHash3). */
static gint64 hash_run(const GArray *words, guint from)
{
    guint64 hash = FNV_START;
    for (guint i = from; i < from + RUN_WORDS; i++)
        for (int shift = 0; shift < 64; shift += 8)
            hash = add_byte(hash, (guint8)(g_array_index(words, guint64, i) >> shift));
    hash ^= hash >> 33;
    hash *= G_GUINT64_CONSTANT(0xff51afd7ed558ccd);
    hash ^= hash >> 33;
    return (gint64)(hash >> 1);
}

GArray *mb_sketch_of(const char *text)
{
    g_autoptr(GArray) words = list_words(text);
    GArray *sketch = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; words->len >= LEAST_WORDS && i + RUN_WORDS <= words->len; i++) {
        gint64 hash = hash_run(words, i);
        g_array_append_val(sketch, hash);
    }
    g_array_sort(sketch, compare_hashes);
    guint kept = 0;
    for (guint i = 0; i < sketch->len && kept < MB_SKETCH_SIZE; i++) {
        gint64 hash = g_array_index(sketch, gint64, i);
        if (!kept || g_array_index(sketch, gint64, kept - 1) != hash)
            g_array_index(sketch, gint64, kept++) = hash;
    }
    g_array_set_size(sketch, kept);
    return sketch;
}

static bool store_page(sqlite3 *db, gint64 document, int page, const char *text, GError **error)
{
    g_autoptr(GArray) sketch = mb_sketch_of(text);
    bool ok = true;
    for (guint i = 0; ok && i < sketch->len; i++)
        ok = mb_sql_change(db, error, "INSERT INTO sketch (document, page, hash) VALUES (?, ?, ?)", "iii", document, (gint64)page,
                           g_array_index(sketch, gint64, i));
    return ok;
}

bool mb_sketch_store(sqlite3 *db, gint64 document, GError **error)
{
    GError *failed = NULL;
    if (!mb_sql_change(db, error, "DELETE FROM sketch WHERE document = ?", "i", document))
        return false;
    g_autoptr(sqlite3_stmt) row =
        mb_sql_prepare(db, &failed, "SELECT page, text FROM record WHERE document = ? AND page > 0 ORDER BY page, id", "i", document);
    g_autoptr(GString) text = g_string_new(NULL);
    int page = 0;
    while (row && !failed && mb_sql_step(row, &failed)) {
        int next = sqlite3_column_int(row, 0);
        if (next != page) {
            store_page(db, document, page, text->str, &failed);
            g_string_truncate(text, 0);
            page = next;
        }
        const char *more = mb_sql_text(row, 1);
        g_string_append_printf(text, "%s ", more ? more : "");
    }
    if (!failed)
        store_page(db, document, page, text->str, &failed);
    if (!failed)
        return true;
    g_propagate_error(error, failed);
    return false;
}
