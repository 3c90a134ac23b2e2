# SPDX-License-Identifier: GPL-2.0-or-later
"""The engines in the order of the tables; the first is what the others are compared with."""
from engines.fts5 import Fts5
from engines.groonga import Groonga
from engines.omega import Omega
from engines.postgresql import Postgresql
from engines.regiosearch import (Regiosearch, RegiosearchBare, RegiosearchOneJob, RegiosearchStems,
                                 RegiosearchUntranslated, RegiosearchWithoutFacets)
from engines.sphinx import Sphinx

ENGINES = (Regiosearch, RegiosearchUntranslated, RegiosearchWithoutFacets, RegiosearchOneJob, RegiosearchBare,
           RegiosearchStems, Groonga, Sphinx, Fts5, Postgresql, Omega)
