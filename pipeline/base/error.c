#include "base/error.h"

static bool is_ours(GQuark domain)
{
    const char *name = g_quark_to_string(domain);
    return name && g_str_has_prefix(name, "mb-");
}

MbExit mb_exit_from_error(const GError *error)
{
    if (!error)
        return MB_EXIT_DONE;
    if (error->domain == G_OPTION_ERROR)
        return MB_EXIT_USAGE;
    if (!is_ours(error->domain))
        return MB_EXIT_ENVIRONMENT;
    switch ((MbErrorCode)error->code) {
    case MB_ERROR_USAGE:
        return MB_EXIT_USAGE;
    case MB_ERROR_DOCUMENT:
    case MB_ERROR_PASSWORD:
        return MB_EXIT_DOCUMENT;
    case MB_ERROR_LIMIT:
        return MB_EXIT_LIMIT;
    case MB_ERROR_ENVIRONMENT:
    case MB_ERROR_BUG:
        break;
    }
    return MB_EXIT_ENVIRONMENT;
}
