/*
 * Archive XML of random legal documents: valid by docs/archive.rng and, where
 * the official schema is found (schemas.h), by that; no id twice and no
 * reference into nothing; the text of every block once, in order; the same
 * bytes each time; and publish takes all of it.
 */
#include "../schemas.h"
#include "random-model.h"

#include "base/file.h"
#include "base/text.h"
#include "stage/stages.h"
#include "xml/references.h"
#include "xml/schema.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>
#include <string.h>

#define SCHEMA "docs/archive.rng"
#define DOCUMENTS 400

static MbDocument *written(guint32 seed)
{
    MbDocument *document = random_document(seed);
    MbOptions options = mb_options_init();
    g_autoptr(GError) error = NULL;
    if (!mb_stage_run(&mb_stage_write, document, &options, &error))
        fail_msg("seed %u: %s", seed, error->message);
    return document;
}

static GBytes *archive_of(const MbDocument *document)
{
    return mb_fileset_get(document->files, "data/document.xml");
}

static void any_document_is_valid_by_our_schema(void **state)
{
    (void)state;
    for (guint32 seed = 0; seed < DOCUMENTS; seed++) {
        g_autoptr(MbDocument) document = written(seed);
        g_autoptr(GError) error = NULL;
        if (!mb_xml_check_relaxng(archive_of(document), SCHEMA, &error))
            fail_msg("seed %u: %s", seed, error->message);
    }
}

static void any_document_is_valid_by_the_official_schema(void **state)
{
    (void)state;
    g_autofree char *schema = find_schema("akn-oasis/akomantoso30.xsd"), *check = schema ? dup_schema_command(schema) : NULL;
    if (!schema)
        skip();
    g_autofree char *folder = g_dir_make_tmp("mb-archive-XXXXXX", NULL);
    g_autoptr(GString) command = g_string_new(check);
    for (guint32 seed = 0; seed < DOCUMENTS; seed++) {
        g_autoptr(MbDocument) document = written(seed);
        g_autofree char *path = g_strdup_printf("%s/%u.xml", folder, seed);
        assert_true(mb_file_write(path, archive_of(document), 0644, NULL));
        g_string_append_printf(command, " %s", path);
    }
    g_autofree char *said = NULL;
    int status = -1;
    const char *argv[] = {"/bin/sh", "-c", command->str, NULL};
    assert_true(g_spawn_sync(NULL, (char **)argv, NULL, 0, NULL, NULL, NULL, &said, &status, NULL));
    mb_file_remove(folder, NULL);
    if (status)
        fail_msg("%.2000s", said);
}

static void no_id_stands_twice_and_references_find_their_target(void **state)
{
    (void)state;
    for (guint32 seed = 0; seed < DOCUMENTS; seed++) {
        g_autoptr(MbDocument) document = written(seed);
        g_autoptr(GPtrArray) problems = g_ptr_array_new_with_free_func(g_free);
        if (!mb_references_check(archive_of(document), problems))
            fail_msg("seed %u: %s", seed, problems->len ? (char *)problems->pdata[0] : "?");
    }
}

/* Not compared: space, and what XML forbids, for which U+FFFD stands. */
static bool is_compared(gunichar c)
{
    return !mb_char_is_space(c) && c >= 0x20 && c != 0xFFFD && c != 0xFFFE;
}

static void append_dense(GString *out, const char *text)
{
    for (const char *c = text; *c; c = g_utf8_next_char(c))
        if (is_compared(g_utf8_get_char(c)))
            g_string_append_len(out, c, g_utf8_next_char(c) - c);
}

static void append_leaf(GString *out, const MbBlock *leaf)
{
    guint at = 0;
    for (guint i = 0; leaf->spans && i < leaf->spans->len; i++) {
        const MbSpan *span = &g_array_index(leaf->spans, MbSpan, i);
        if (span->kind != MB_SPAN_WITHHELD || span->start < at)
            continue;
        g_autofree char *before = g_strndup(leaf->text->str + at, span->start - at);
        append_dense(out, before);
        at = span->end;
    }
    append_dense(out, leaf->text->str + at);
}

/* What stands between the tags, but for the meta blocks. */
static void append_content(GString *out, const char *xml)
{
    static const struct {
        const char *entity, *text;
    } entities[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}};
    for (const char *c = xml; *c;) {
        if (g_str_has_prefix(c, "<meta>"))
            c = strstr(c, "</meta>");
        if (*c == '<') {
            c = strchr(c, '>') + 1;
            continue;
        }
        const char *next = g_utf8_next_char(c), *text = NULL;
        for (guint i = 0; *c == '&' && i < G_N_ELEMENTS(entities); i++)
            if (g_str_has_prefix(c, entities[i].entity)) {
                text = entities[i].text;
                next = c + strlen(entities[i].entity);
            }
        g_autofree char *one = text ? g_strdup(text) : g_strndup(c, (gsize)(next - c));
        append_dense(out, one);
        c = next;
    }
}

/* Text is compared by its letters, not their order: furniture of tables and slides stands after them in the archive. */
static void the_text_of_every_block_stands_once(void **state)
{
    (void)state;
    for (guint32 seed = 0; seed < DOCUMENTS; seed++) {
        g_autoptr(MbDocument) document = written(seed);
        g_autoptr(GString) want = g_string_new(NULL), got = g_string_new(NULL);
        for (MbBlock *block = document->body; block; block = mb_block_next(document->body, block)) {
            append_dense(want, block->label ? block->label : "");
            if (block->text)
                append_leaf(want, block);
        }
        gsize size;
        const char *data = g_bytes_get_data(archive_of(document), &size);
        g_autofree char *xml = g_strndup(data, size);
        append_content(got, xml);
        guint count[2][256] = {{0}};
        for (gsize i = 0; i < want->len; i++)
            count[0][(guchar)want->str[i]]++;
        for (gsize i = 0; i < got->len; i++)
            count[1][(guchar)got->str[i]]++;
        if (memcmp(count[0], count[1], sizeof count[0]))
            fail_msg("seed %u: had\n%s\nand wrote\n%s", seed, want->str, got->str);
    }
}

static void the_same_document_gives_the_same_bytes(void **state)
{
    (void)state;
    for (guint32 seed = 0; seed < 40; seed++) {
        g_autoptr(MbDocument) a = written(seed), b = written(seed);
        assert_int_equal(mb_fileset_count(a->files), mb_fileset_count(b->files));
        for (guint i = 0; i < mb_fileset_count(a->files); i++) {
            assert_string_equal(mb_fileset_path(a->files, i), mb_fileset_path(b->files, i));
            assert_true(g_bytes_equal(mb_fileset_bytes(a->files, i), mb_fileset_bytes(b->files, i)));
        }
    }
}

static void every_archive_can_be_published(void **state)
{
    (void)state;
    MbOptions options = mb_options_init();
    for (guint32 seed = 0; seed < 100; seed++) {
        g_autoptr(MbDocument) document = written(seed);
        g_autoptr(GError) error = NULL;
        if (!mb_stage_run(&mb_stage_publish, document, &options, &error))
            fail_msg("seed %u: %s", seed, error->message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_document_is_valid_by_our_schema),
        cmocka_unit_test(any_document_is_valid_by_the_official_schema),
        cmocka_unit_test(no_id_stands_twice_and_references_find_their_target),
        cmocka_unit_test(the_text_of_every_block_stands_once),
        cmocka_unit_test(the_same_document_gives_the_same_bytes),
        cmocka_unit_test(every_archive_can_be_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
