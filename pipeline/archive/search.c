#include "archive/search.h"

#include "base/error.h"
#include "base/text.h"
#include "catalogue.h"

#include <string.h>

#define SNIPPET_WORDS "24"  /* FTS5 allows 64; two lines of a terminal */
#define TEXT_WEIGHT "1.0"
#define HEADING_WEIGHT "0.3" /* headings are repeated on every record below them */

static bool fail(GError **error, const char *format, const char *subject)
{
    g_set_error(error, MB_ARCHIVE_ERROR, MB_ERROR_USAGE, format, subject);
    return false;
}

/* Appends a quoted string of FTS5. */
static void put_quoted(GString *out, const char *text, gsize length)
{
    g_string_append_c(out, '"');
    for (gsize i = 0; i < length; i++)
        g_string_append(out, text[i] == '"' ? "\"\"" : (char[]){text[i], '\0'});
    g_string_append_c(out, '"');
}

static bool has_letter(const char *text, gsize length)
{
    for (const char *c = text; c < text + length; c = g_utf8_next_char(c))
        if (g_unichar_isalnum(g_utf8_get_char(c)))
            return true;
    return false;
}

static bool is_operator(const char *word, gsize length)
{
    static const char *const operators[] = {"AND", "OR", "NOT"};
    for (gsize i = 0; i < G_N_ELEMENTS(operators); i++)
        if (strlen(operators[i]) == length && !strncmp(word, operators[i], length))
            return true;
    return false;
}

/* One word: an operator, a word, a word* or nothing that could be found. Returns whether it is a term. */
static bool put_word(GString *out, const char *word, gsize length)
{
    if (is_operator(word, length)) {
        g_string_append_len(out, word, (gssize)length);
        return false;
    }
    bool is_prefix = length > 1 && word[length - 1] == '*';
    if (!has_letter(word, length))
        return false;
    put_quoted(out, word, length - is_prefix);
    if (is_prefix)
        g_string_append_c(out, '*');
    return true;
}

/* Brackets group only where they stand at the edge of a word: "100A(4)" is one word. */
static gsize word_length(const char *text)
{
    gsize length = 0;
    int depth = 0;
    for (; text[length] && !strchr(" \t\n\"", text[length]); length++) {
        if (text[length] == '(')
            depth++;
        if (text[length] == ')' && --depth < 0)
            break;
    }
    return length;
}

char *mb_search_dup_expression(const char *text, GError **error)
{
    g_autofree char *clean = mb_text_dup_clean(text, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    guint terms = 0;
    for (const char *c = clean; *c;) {
        gsize length = 1;
        if (*c == '"') {
            const char *end = strchr(c + 1, '"');
            if (!end && !fail(error, "quote is not closed: '%s'", text))
                return NULL;
            length = (gsize)(end - c) + 1;
            if (has_letter(c + 1, length - 2)) {
                put_quoted(out, c + 1, length - 2);
                terms++;
            }
        } else if (*c == '(' || *c == ')') {
            g_string_append_c(out, *c);
        } else if (!strchr(" \t\n", *c)) {
            length = word_length(c);
            terms += put_word(out, c, length);
        }
        g_string_append_c(out, ' ');
        c += length;
    }
    if (terms == 0) {
        fail(error, "nothing to look for in '%s'", text);
        return NULL;
    }
    return g_strdup(g_strstrip(out->str));
}

/* The whole match: text in text and headings, person in people. NULL without an error when neither is asked for. */
static char *dup_match(const MbSearch *search, GError **error)
{
    g_autofree char *text = NULL, *person = NULL;
    if (search->text && !(text = mb_search_dup_expression(search->text, error)))
        return NULL;
    if (search->person && !(person = mb_search_dup_expression(search->person, error)))
        return NULL;
    if (text && person)
        return g_strdup_printf("{text heading} : (%s) AND {people} : (%s)", text, person);
    if (text)
        return g_strdup_printf("{text heading} : (%s)", text);
    return person ? g_strdup_printf("{people} : (%s)", person) : NULL;
}

static bool check_date(const char *date, GError **error)
{
    if (!date || g_regex_match_simple("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", date, 0, 0))
        return true;
    return fail(error, "not a date (YYYY, YYYY-MM or YYYY-MM-DD): '%s'", date);
}

static char *dup_pattern(const char *words)
{
    return words ? g_strdup_printf("%%%s%%", words) : NULL;
}

static const char sql[] =
    "SELECT d.slug, coalesce(d.title, d.name), d.body, d.date, d.kind, r.part, r.item, r.heading,"
    " snippet(found, 0, '" MB_SEARCH_MARK_BEGIN "', '" MB_SEARCH_MARK_END "', '...', " SNIPPET_WORDS "), r.page,"
    " bm25(found, " TEXT_WEIGHT ", " HEADING_WEIGHT ", 0.0) AS rank_of"
    " FROM found JOIN record r ON r.id = found.rowid JOIN document d ON d.id = r.document"
    " WHERE found MATCH ?1 AND (?2 IS NULL OR d.body LIKE ?2 OR d.council LIKE ?2) AND (?3 IS NULL OR d.kind = ?3 OR r.part = ?3)"
    " AND (?4 IS NULL OR d.date >= ?4) AND (?5 IS NULL OR substr(d.date, 1, length(?5)) <= ?5)"
    " ORDER BY rank_of, d.slug, r.id LIMIT ?6";

static MbHit read_hit(sqlite3_stmt *row)
{
    return (MbHit){mb_sql_text(row, 0), mb_sql_text(row, 1), mb_sql_text(row, 2), mb_sql_text(row, 3), mb_sql_text(row, 4),
                   mb_sql_text(row, 5), mb_sql_text(row, 6), mb_sql_text(row, 7), mb_sql_text(row, 8), sqlite3_column_int(row, 9),
                   sqlite3_column_double(row, 10)};
}

/* FTS5 reports a bad expression as a plain SQL error of the first step. */
static bool is_about_query(sqlite3 *db)
{
    return (sqlite3_errcode(db) & 0xFF) == SQLITE_ERROR;
}

bool mb_catalogue_search(MbCatalogue *catalogue, const MbSearch *search, MbHitVisit visit, void *data, GError **error)
{
    GError *failed = NULL;
    g_autofree char *match = NULL, *body = dup_pattern(search->body);
    if (!check_date(search->from, error) || !check_date(search->to, error))
        return false;
    if (!search->text && !search->person)
        return fail(error, "%s", "give words to look for, or --person");
    if (!(match = dup_match(search, error)))
        return false;
    g_autoptr(sqlite3_stmt) row = mb_sql_prepare(catalogue->db, &failed, sql, "ttttti", match, body, search->kind, search->from,
                                                     search->to, (gint64)search->limit);
    while (row && mb_sql_step(row, &failed)) {
        MbHit hit = read_hit(row);
        visit(&hit, data);
    }
    if (!failed)
        return true;
    if (is_about_query(catalogue->db)) {
        g_error_free(failed);
        return fail(error, "query cannot be understood: '%s'", search->text ? search->text : search->person);
    }
    g_propagate_error(error, failed);
    return false;
}
