/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include <adwaita.h>

#define SGN_TYPE_APPLICATION (sgn_application_get_type ())
G_DECLARE_FINAL_TYPE (SgnApplication, sgn_application, SGN, APPLICATION, AdwApplication)

SgnApplication *sgn_application_new (void);
