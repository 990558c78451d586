/* What the driver asks of a worker, as the text of a key file. */
#include "driver/worker.h"

#include "base/error.h"

#include <string.h>

#define GROUP "request"

static void set_string(GKeyFile *file, const char *key, const char *value)
{
    g_autofree char *escaped = value ? g_strescape(value, NULL) : NULL; /* paths may be no UTF-8, passwords hold anything */
    if (escaped)
        g_key_file_set_string(file, GROUP, key, escaped);
}

char *mb_request_dup_text(const MbRequest *request)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    const MbOptions *o = &request->options;
    set_string(file, "name", o->name);
    set_string(file, "password", o->password);
    set_string(file, "profile", o->profile);
    set_string(file, "language", o->language);
    set_string(file, "data_dir", o->data_dir);
    set_string(file, "models", o->models);
    g_key_file_set_boolean(file, GROUP, "want_ocr", o->want_ocr);
    g_key_file_set_boolean(file, GROUP, "want_searchable", o->want_searchable);
    g_key_file_set_boolean(file, GROUP, "include_restricted", o->include_restricted);
    g_key_file_set_boolean(file, GROUP, "keep", request->keep);
    g_key_file_set_integer(file, GROUP, "page_seconds", o->page_seconds);
    g_key_file_set_integer(file, GROUP, "first", (int)request->first);
    g_key_file_set_integer(file, GROUP, "timeout_seconds", request->timeout_seconds);
    return g_key_file_to_data(file, NULL, NULL);
}

/* A string that lives as long as the process. */
static const char *get_string(GKeyFile *file, const char *key)
{
    g_autofree char *escaped = g_key_file_get_string(file, GROUP, key, NULL);
    g_autofree char *value = escaped ? g_strcompress(escaped) : NULL;
    return g_intern_string(value);
}

bool mb_request_read(const char *text, MbRequest *request, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    if (!g_key_file_load_from_data(file, text, strlen(text), G_KEY_FILE_NONE, NULL) || !g_key_file_has_key(file, GROUP, "first", NULL)) {
        g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_BUG, "worker got no request");
        return false;
    }
    MbOptions *o = &request->options;
    *o = mb_options_init();
    o->name = get_string(file, "name");
    o->password = get_string(file, "password");
    o->profile = get_string(file, "profile");
    o->language = get_string(file, "language");
    o->data_dir = get_string(file, "data_dir");
    o->models = get_string(file, "models");
    o->want_ocr = g_key_file_get_boolean(file, GROUP, "want_ocr", NULL);
    o->want_searchable = g_key_file_get_boolean(file, GROUP, "want_searchable", NULL);
    o->include_restricted = g_key_file_get_boolean(file, GROUP, "include_restricted", NULL);
    o->page_seconds = g_key_file_get_integer(file, GROUP, "page_seconds", NULL);
    request->keep = g_key_file_get_boolean(file, GROUP, "keep", NULL);
    request->first = (guint)g_key_file_get_integer(file, GROUP, "first", NULL);
    request->timeout_seconds = g_key_file_get_integer(file, GROUP, "timeout_seconds", NULL);
    return true;
}
