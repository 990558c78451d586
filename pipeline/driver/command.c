/* What all commands share. */
#include "driver/commands.h"

#include "base/error.h"

#include <stdio.h>
#include <string.h>

bool mb_command_parse(const char *usage, const char *summary, const GOptionEntry *entries, int *argc, char ***argv, GError **error)
{
    g_autofree char *program = g_strdup_printf("minutebook %s", (*argv)[0]);
    g_set_prgname(program);
    g_autoptr(GOptionContext) context = g_option_context_new(usage);
    g_option_context_set_summary(context, summary);
    g_option_context_add_main_entries(context, entries, NULL);
    return g_option_context_parse(context, argc, argv, error);
}

bool mb_command_check_one(char **rest, const char *missing, GError **error)
{
    if (rest && rest[0] && !rest[1])
        return true;
    if (rest && rest[0])
        g_set_error(error, MB_DRIVER_ERROR, MB_ERROR_USAGE, "one argument at most, but '%s' was given too", rest[1]);
    else
        g_set_error_literal(error, MB_DRIVER_ERROR, MB_ERROR_USAGE, missing);
    return false;
}

/* GOption begins its messages with a capital; our messages do not, and stand on one line. */
static char *dup_message(const GError *error)
{
    char *message = g_strdelimit(g_strdup(error->message), "\r\n", ' ');
    if (error->domain == G_OPTION_ERROR)
        message[0] = g_ascii_tolower(message[0]);
    return message;
}

int mb_command_fail(const char *subject, const GError *error)
{
    g_autofree char *message = dup_message(error);
    if (subject)
        fprintf(stderr, "minutebook: %s: %s\n", subject, message);
    else
        fprintf(stderr, "minutebook: %s\n", message);
    return mb_exit_from_error(error);
}
