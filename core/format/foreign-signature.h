/* SPDX-License-Identifier: GPL-3.0-or-later
 * SPDX-FileCopyrightText: The Signet developers */
#pragma once

#include "core/io/input.h"

/* Is there a signature in a file of a kind that other programs sign? What is there is not checked.
 * What cannot be told is SGN_FOREIGN_UNKNOWN, never that there is none. */
typedef enum {
  SGN_FOREIGN_UNKNOWN,
  SGN_FOREIGN_UNSIGNED,
  SGN_FOREIGN_SIGNED,
} SgnForeignSignature;

/* ClickOnce and VSTO manifests: an enveloped XML signature. */
SgnForeignSignature sgn_foreign_look_in_manifest (SgnInput *input);
/* Packages of the Open Packaging Conventions (ECMA-376-2, 13.2): the root is related to the origin
 * of signatures. */
SgnForeignSignature sgn_foreign_look_in_package (SgnInput *input);
/* Office documents, as packages or compound files: of the document or of its macros. */
SgnForeignSignature sgn_foreign_look_in_document (SgnInput *input);
/* A UEFI variable: signed as EFI_VARIABLE_AUTHENTICATION_2, or the bare list of signatures that
 * one would be made of. SGN_FOREIGN_UNKNOWN: neither. */
SgnForeignSignature sgn_foreign_look_in_variable (SgnInput *input);
