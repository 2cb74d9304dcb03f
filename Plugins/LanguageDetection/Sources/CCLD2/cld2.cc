#include "cld2.h"
