#include "stage/stages.h"

int main(int argc, char **argv)
{
    return mb_stage_main(&mb_stage_write, argc, argv);
}
