# SPDX-License-Identifier: GPL-2.0-or-later
"""The engines in the order of the tables; the first is what the others are compared with."""
from engines.fts5 import Fts5
from engines.groonga import Groonga
from engines.omega import Omega
from engines.postgresql import Postgresql
from engines.regiosearch import Regiosearch, RegiosearchBare, RegiosearchOneJob, RegiosearchUntranslated
from engines.sphinx import Sphinx

ENGINES = (Regiosearch, RegiosearchUntranslated, RegiosearchOneJob, RegiosearchBare, Groonga, Sphinx, Fts5,
           Postgresql, Omega)
