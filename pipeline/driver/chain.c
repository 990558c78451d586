#include "driver/chain.h"

#include "base/error.h"
#include "base/file.h"
#include "base/limits.h"
#include "stage/stages.h"
#include "xml/pack.h"

#include <string.h>

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

/* A profile is known by its content: the same words elsewhere on the disk change nothing. */
static void append_profile(GString *key, const char *path)
{
    g_autoptr(GBytes) bytes = mb_file_read(path, MB_LIMIT_SOURCE_BYTES, NULL);
    g_autofree char *sha256 = bytes ? mb_bytes_dup_sha256(bytes) : NULL;
    g_string_append_printf(key, " profile=%.16s", sha256 ? sha256 : "unreadable");
}

char *mb_chain_dup_key(const MbOptions *options)
{
    GString *key = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(stages); i++)
        g_string_append_printf(key, "%s/%s ", stages[i]->name, stages[i]->version);
    g_string_append_printf(key, "language=%s ocr=%s", options->language, options->want_ocr ? "yes" : "no");
    if (options->include_restricted)
        g_string_append(key, " restricted=yes");
    if (options->profile)
        append_profile(key, options->profile);
    return g_string_free(key, FALSE);
}
