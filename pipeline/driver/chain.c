#include "driver/chain.h"

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "stage/stages.h"
#include "xml/pack.h"

#include <glob.h>
#include <string.h>
#include <sys/stat.h>

static const MbStage *const stages[] = {
    &mb_stage_extract, &mb_stage_ocr,   &mb_stage_layout,  &mb_stage_repair,
    &mb_stage_tag,     &mb_stage_write, &mb_stage_publish, &mb_stage_index,
};

guint mb_chain_count(void)
{
    return G_N_ELEMENTS(stages);
}

const MbStage *mb_chain_stage(guint i)
{
    return stages[i];
}

bool mb_chain_find(const char *name, guint *i)
{
    for (*i = 0; *i < G_N_ELEMENTS(stages); (*i)++)
        if (!strcmp(stages[*i]->name, name))
            return true;
    return false;
}

char *mb_chain_dup_kept_path(guint i)
{
    return g_strdup_printf("data/stages/%u-%s.xml", i + 1, stages[i]->name);
}

bool mb_chain_run(MbDocument *document, const MbOptions *options, guint first, bool keep, GError **error)
{
    for (guint i = first; i < G_N_ELEMENTS(stages); i++) {
        if (!mb_stage_run(stages[i], document, options, error))
            return false;
        if (!keep || stages[i]->gives != MB_WIRE_PACK)
            continue;
        g_autofree char *path = mb_chain_dup_kept_path(i);
        mb_fileset_take(document->files, path, mb_pack_write(document));
    }
    return true;
}

/* A file is known by its content: the same bytes elsewhere on the disk change nothing. */
static void append_file(GString *key, const char *name, const char *path)
{
    g_autoptr(GBytes) bytes = mb_file_read(path, MB_LIMIT_SOURCE_BYTES, NULL);
    g_autofree char *sha256 = bytes ? mb_bytes_dup_sha256(bytes) : NULL;
    g_string_append_printf(key, " %s=%.16s", name, sha256 ? sha256 : "unreadable");
}

static void append_models(GString *key, const MbOptions *options)
{
    g_auto(GStrv) languages = g_strsplit(options->language, "+", -1);
    for (guint i = 0; languages[i]; i++) {
        g_autofree char *path = g_strdup_printf("%s/%s.traineddata", options->models, languages[i]);
        append_file(key, "model", path);
    }
}

char *mb_chain_dup_key(const MbOptions *options)
{
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(stages); i++)
        g_string_append_printf(key, "%s/%s ", stages[i]->name, stages[i]->version);
    g_string_append_printf(key, "language=%s ocr=%s", options->language, options->want_ocr ? "yes" : "no");
    if (options->include_restricted)
        g_string_append(key, " restricted=yes");
    if (options->want_searchable)
        g_string_append(key, " searchable=yes");
    if (options->page_seconds != mb_options_init().page_seconds)
        g_string_append_printf(key, " page-seconds=%d", options->page_seconds);
    if (options->profile)
        append_file(key, "profile", options->profile);
    if (options->models && options->want_ocr)
        append_models(key, options);
    return g_string_free(key, FALSE);
}

static void add_stat(GChecksum *sum, const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return;
    g_autofree char *line = g_strdup_printf("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%ld\n", path, (gint64)status.st_size,
                                            (gint64)status.st_mtim.tv_sec, status.st_mtim.tv_nsec);
    g_checksum_update(sum, (const guchar *)line, -1);
}

/* Files in the order of their names, so that the same folder gives the same sum. */
static void add_data_files(GChecksum *sum, const char *folder)
{
    glob_t found = {0};
    g_autofree char *pattern = g_build_filename(folder, "*", NULL);
    if (glob(pattern, 0, NULL, &found) == 0)
        for (gsize i = 0; i < found.gl_pathc; i++)
            add_stat(sum, found.gl_pathv[i]);
    globfree(&found);
}

char *mb_chain_dup_build(const char *data_dir)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    add_stat(sum, "/proc/self/exe");
    for (gsize i = 0; i < G_N_ELEMENTS(stages); i++) {
        g_autofree char *folder = g_build_filename(data_dir, stages[i]->name, "data", NULL);
        add_data_files(sum, folder);
    }
    return g_strndup(g_checksum_get_string(sum), 16);
}

/* Options that only the stages up to ocr read. */
static bool is_early_option(const char *token)
{
    return g_str_has_prefix(token, "language=") || g_str_has_prefix(token, "ocr=");
}

static const char *find_token(char **tokens, const char *like)
{
    gsize length = strcspn(like, "/=") + 1;
    for (; *tokens; tokens++)
        if (!strncmp(*tokens, like, length))
            return *tokens;
    return NULL;
}

char *mb_chain_dup_merged_key(const char *old, const char *new, guint first)
{
    g_auto(GStrv) before = g_strsplit(old, " ", -1);
    g_auto(GStrv) after = g_strsplit(new, " ", -1);
    bool is_remake = stages[first]->takes == MB_WIRE_ARCHIVE;
    GString *key = g_string_new(NULL);
    for (guint i = 0; after[i]; i++) {
        bool is_old = i < first || (i >= G_N_ELEMENTS(stages) && first > 1 && is_early_option(after[i]));
        const char *token = is_old ? find_token(before, after[i]) : after[i];
        if (is_remake && i >= G_N_ELEMENTS(stages))
            break;
        g_string_append_printf(key, "%s%s", i ? " " : "", token ? token : after[i]);
    }
    for (guint i = 0; is_remake && before[i]; i++)
        if (strchr(before[i], '='))
            g_string_append_printf(key, " %s", before[i]);
    return g_string_free(key, FALSE);
}
