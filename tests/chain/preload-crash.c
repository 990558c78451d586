/*
 * A library put before Poppler (LD_PRELOAD) that ends the process, or never comes back, on one page. MB_TEST_CRASH is
 * "text N", "draw N" or "hang N": in reading the text of page N, in drawing it, or by waiting in the former; N may be "all".
 */
#include <dlfcn.h>
#include <poppler.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int is_asked(const char *what, PopplerPage *page)
{
    const char *asked = getenv("MB_TEST_CRASH");
    const size_t length = strlen(what);
    return asked && !strncmp(asked, what, length) && (!strcmp(asked + length, " all") || atoi(asked + length) == poppler_page_get_index(page) + 1);
}

char *poppler_page_get_text(PopplerPage *page)
{
    char *(*next)(PopplerPage *) = (char *(*)(PopplerPage *))dlsym(RTLD_NEXT, "poppler_page_get_text");
    if (is_asked("text", page))
        abort();
    while (is_asked("hang", page))
        sleep(1);
    return next(page);
}

void poppler_page_render_for_printing(PopplerPage *page, cairo_t *cairo)
{
    void (*next)(PopplerPage *, cairo_t *) = (void (*)(PopplerPage *, cairo_t *))dlsym(RTLD_NEXT, "poppler_page_render_for_printing");
    if (is_asked("draw", page))
        abort();
    next(page, cairo);
}
