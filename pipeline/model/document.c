#include "model/document.h"

#include <string.h>

static void clear_font(gpointer data)
{
    g_free(((MbFont *)data)->name);
}

static void clear_bookmark(gpointer data)
{
    g_free(((MbBookmark *)data)->title);
}

static void clear_tagged(gpointer data)
{
    MbTagged *tagged = data;
    g_free(tagged->role);
    g_free(tagged->text);
}

static void clear_issue(gpointer data)
{
    g_free(((MbIssue *)data)->subject);
}

static void clear_event(gpointer data)
{
    MbEvent *event = data;
    g_free(event->stage);
    g_free(event->version);
    g_free(event->options);
    g_free(event->tools);
}

static void free_page(gpointer page)
{
    mb_page_free(page);
}

void mb_entity_clear(MbEntity *entity)
{
    g_free(entity->id);
    g_free(entity->show_as);
    mb_attrs_free(entity->attrs);
    *entity = (MbEntity){.kind = entity->kind};
}

static void free_entity(gpointer data)
{
    mb_entity_clear(data);
    g_free(data);
}

static GArray *new_array(gsize size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, TRUE, (guint)size);
    g_array_set_clear_func(array, clear);
    return array;
}

MbDocument *mb_document_new(const char *name)
{
    MbDocument *document = g_new0(MbDocument, 1);
    document->name = g_strdup(name);
    document->pages = g_ptr_array_new_with_free_func(free_page);
    document->fonts = new_array(sizeof(MbFont), clear_font);
    document->outline = new_array(sizeof(MbBookmark), clear_bookmark);
    document->tagged = new_array(sizeof(MbTagged), clear_tagged);
    document->body = mb_block_new(MB_BLOCK_BODY);
    document->entities = g_ptr_array_new_with_free_func(free_entity);
    document->entity_index = g_hash_table_new(g_str_hash, g_str_equal);
    document->issues = new_array(sizeof(MbIssue), clear_issue);
    document->history = new_array(sizeof(MbEvent), clear_event);
    document->files = mb_fileset_new();
    return document;
}

void mb_document_free(MbDocument *document)
{
    if (!document)
        return;
    g_free(document->name);
    g_free(document->sha256);
    g_free(document->media_type);
    mb_attrs_free(document->metadata);
    g_ptr_array_unref(document->pages);
    g_array_unref(document->fonts);
    g_array_unref(document->outline);
    g_array_unref(document->tagged);
    mb_block_free(document->body);
    g_hash_table_unref(document->entity_index);
    g_ptr_array_unref(document->entities);
    g_array_unref(document->issues);
    mb_attrs_free(document->facts);
    g_array_unref(document->history);
    mb_fileset_free(document->files);
    g_free(document);
}

void mb_document_take_page(MbDocument *document, MbPage *page)
{
    g_ptr_array_add(document->pages, page);
}

/* Pages stand in order but some may be missing, so the number is at or after its index. */
MbPage *mb_document_page(const MbDocument *document, int number)
{
    for (guint i = MIN((guint)MAX(number, 0), document->pages->len); i-- > 0;) {
        MbPage *page = document->pages->pdata[i];
        if (page->number == number)
            return page;
        if (page->number < number)
            break;
    }
    return NULL;
}

static bool has_word(const char *folded, const char *const *words)
{
    for (; *words; words++)
        if (strstr(folded, *words))
            return true;
    return false;
}

int mb_document_intern_font(MbDocument *document, const char *name)
{
    static const char *const bold[] = {"bold", "black", "heavy", "demi", "semibold", NULL};
    static const char *const italic[] = {"italic", "oblique", NULL};
    static const char *const fixed[] = {"courier", "mono", "consolas", NULL};
    static const char *const symbol[] = {"symbol", "wingdings", "webdings", "dingbats", "marlett", NULL};
    if (strlen(name) > 7 && name[6] == '+')
        name += 7;
    for (guint i = 0; i < document->fonts->len; i++)
        if (!strcmp(g_array_index(document->fonts, MbFont, i).name, name))
            return (int)i;
    g_autofree char *folded = g_ascii_strdown(name, -1);
    MbFont font = {g_strdup(name), has_word(folded, bold), has_word(folded, italic), has_word(folded, fixed),
                   has_word(folded, symbol) && !strstr(folded, "segoe")};
    g_array_append_val(document->fonts, font);
    return (int)document->fonts->len - 1;
}

const MbFont *mb_document_font(const MbDocument *document, int font)
{
    return font < 0 || (guint)font >= document->fonts->len ? NULL : &g_array_index(document->fonts, MbFont, font);
}

void mb_document_add_bookmark(MbDocument *document, const char *title, int level, int page, double y)
{
    MbBookmark bookmark = {g_strdup(title), level, page, y};
    g_array_append_val(document->outline, bookmark);
}

void mb_document_add_tagged(MbDocument *document, const char *role, const char *text, int page, int depth)
{
    MbTagged tagged = {g_strdup(role), g_strdup(text), page, depth};
    g_array_append_val(document->tagged, tagged);
}

void mb_document_add_event(MbDocument *document, const char *stage, const char *version, const char *options)
{
    MbEvent event = {g_strdup(stage), g_strdup(version), g_strdup(options ? options : ""), NULL};
    g_array_append_val(document->history, event);
}

void mb_document_note_tools(MbDocument *document, const char *tools)
{
    g_assert(document->history->len);
    MbEvent *last = &g_array_index(document->history, MbEvent, document->history->len - 1);
    g_free(last->tools);
    last->tools = *tools ? g_strdup(tools) : NULL;
}

bool mb_document_has_read_words(const MbDocument *document)
{
    for (guint i = 0; i < document->pages->len; i++) {
        const MbPage *page = document->pages->pdata[i];
        for (guint k = 0; k < page->words->len; k++)
            if (mb_page_word(page, k)->origin == MB_ORIGIN_OCR)
                return true;
    }
    return false;
}

void mb_document_add_issue(MbDocument *document, MbIssueTag tag, int page, MbBox box, const char *subject)
{
    MbIssue issue = {tag, page, box, g_strdup(subject)};
    g_array_append_val(document->issues, issue);
}

bool mb_document_worst_severity(const MbDocument *document, MbSeverity *worst)
{
    for (guint i = 0; i < document->issues->len; i++) {
        MbSeverity severity = mb_issue_info(g_array_index(document->issues, MbIssue, i).tag)->severity;
        *worst = i == 0 ? severity : MAX(*worst, severity);
    }
    return document->issues->len > 0;
}

static char *dup_ncname(const char *id)
{
    GString *out = g_string_new(NULL);
    g_autofree char *ascii = g_str_to_ascii(id, "C");
    for (const char *c = ascii; *c; c++) {
        if (g_ascii_isalnum(*c))
            g_string_append_c(out, *c);
        else if (out->len && out->str[out->len - 1] != '-')
            g_string_append_c(out, '-');
    }
    while (out->len && out->str[out->len - 1] == '-')
        g_string_truncate(out, out->len - 1);
    if (!out->len || !g_ascii_isalpha(out->str[0]))
        g_string_prepend(out, "x-");
    return g_string_free(out, FALSE);
}

MbEntity *mb_document_entity(const MbDocument *document, const char *id)
{
    return g_hash_table_lookup(document->entity_index, id);
}

bool mb_document_take_entity(MbDocument *document, MbEntity *entity)
{
    if (mb_document_entity(document, entity->id))
        return false;
    MbEntity *made = g_memdup2(entity, sizeof *entity);
    *entity = (MbEntity){.kind = entity->kind};
    g_ptr_array_add(document->entities, made);
    g_hash_table_insert(document->entity_index, made->id, made);
    return true;
}

MbEntity *mb_document_intern_entity(MbDocument *document, const char *id, MbSpanKind kind, const char *show_as)
{
    g_autofree char *name = dup_ncname(id);
    MbEntity *known = mb_document_entity(document, name);
    if (known)
        return known;
    MbEntity entity = {g_steal_pointer(&name), kind, g_strdup(show_as), NULL};
    mb_document_take_entity(document, &entity);
    return document->entities->pdata[document->entities->len - 1];
}
