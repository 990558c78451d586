#include "colour.h"

#define SPOT 0.7 /* how dark an ink of unknown colour is taken to be at most */

MbSpace mb_space_find(const MbObjects *objects, MbView space)
{
    static const char *const device[] = {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK", "/CalGray", "/CalRGB",
                                         "/ICCBased",   "/G",         "/RGB",        "/CMYK"};
    static const char *const tint[] = {"/Separation", "/DeviceN"};
    MbView inside = mb_view_inside(space), name = space;
    if (!mb_view_is_empty(inside) && mb_view_next_object(&inside, &name) == MB_TOKEN_REF)
        name = mb_objects_resolve(objects, name);
    for (guint i = 0; i < G_N_ELEMENTS(device); i++)
        if (mb_view_is(name, device[i]))
            return MB_SPACE_DEVICE;
    for (guint i = 0; i < G_N_ELEMENTS(tint); i++)
        if (mb_view_is(name, tint[i]))
            return MB_SPACE_TINT;
    return MB_SPACE_OTHER;
}

static uint32_t to_byte(double part)
{
    return (uint32_t)(CLAMP(part, 0, 1) * 255 + 0.5);
}

static uint32_t to_colour(double red, double green, double blue)
{
    return to_byte(red) << 16 | to_byte(green) << 8 | to_byte(blue);
}

uint32_t mb_colour_of(MbSpace space, const double *numbers, int count)
{
    if (space == MB_SPACE_TINT) {
        double most = 0;
        for (int i = 0; i < count; i++)
            most = MAX(most, numbers[i]);
        double grey = 1 - SPOT * most;
        return to_colour(grey, grey, grey);
    }
    if (count == 1)
        return to_colour(numbers[0], numbers[0], numbers[0]);
    if (count == 3)
        return to_colour(numbers[0], numbers[1], numbers[2]);
    if (count == 4) {
        double left = 1 - CLAMP(numbers[3], 0, 1);
        return to_colour((1 - numbers[0]) * left, (1 - numbers[1]) * left, (1 - numbers[2]) * left);
    }
    return 0;
}
