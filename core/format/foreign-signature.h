/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* Whether a file that other programs sign contains a signature. The signature is not verified. If
 * this cannot be told, the result is SGN_FOREIGN_UNKNOWN, never SGN_FOREIGN_UNSIGNED. */
typedef enum {
  SGN_FOREIGN_UNKNOWN,
  SGN_FOREIGN_UNSIGNED,
  SGN_FOREIGN_SIGNED,
} SgnForeignSignature;

/* ClickOnce and VSTO manifests: an enveloped XML signature. */
SgnForeignSignature sgn_foreign_look_in_manifest (SgnInput *input);
/* Open Packaging Conventions (ECMA-376-2, 13.2): the package has a relationship to a signature
 * origin part. */
SgnForeignSignature sgn_foreign_look_in_package (SgnInput *input);
/* Office documents, as packages or compound files: a signature of the document or of its macros. */
SgnForeignSignature sgn_foreign_look_in_document (SgnInput *input);
/* A UEFI variable: signed with EFI_VARIABLE_AUTHENTICATION_2, or an unsigned signature list.
 * SGN_FOREIGN_UNKNOWN for other files. */
SgnForeignSignature sgn_foreign_look_in_variable (SgnInput *input);
