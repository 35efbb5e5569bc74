"""The parts of synthetic London: each a function from the world to its files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from peelian.synthetic.calls import write_calls
from peelian.synthetic.counts import write_counts
from peelian.synthetic.custody import write_custody
from peelian.synthetic.homicides import write_homicides
from peelian.synthetic.knife_counts import write_knife_counts
from peelian.synthetic.national import write_national
from peelian.synthetic.officers import write_officers
from peelian.synthetic.published import write_published
from peelian.synthetic.records.write_records import write_records
from peelian.synthetic.reoffending import write_reoffending
from peelian.synthetic.residents import write_residents
from peelian.synthetic.stops import write_stops
from peelian.synthetic.surveys_attitude import write_public_attitude
from peelian.synthetic.surveys_consultations import write_consultations
from peelian.synthetic.surveys_staff import write_partner_survey, write_staff_survey
from peelian.synthetic.surveys_victims import write_user_satisfaction
from peelian.synthetic.surveys_young import write_youth_voice
from peelian.synthetic.use_of_force import write_use_of_force
from peelian.synthetic.vulnerability import write_vulnerability
from peelian.synthetic.ward_profiles import write_ward_profiles
from peelian.synthetic.world import World

Part = Callable[[World, Path], list[Path]]

PARTS: Mapping[str, Part] = {
    "recorded-crime": write_counts,
    "knife-crime": write_knife_counts,
    "population": write_residents,
    "stops": write_stops,
    "ward-profiles": write_ward_profiles,
    "national": write_national,
    "extracts": write_records,
    "published": write_published,
    "calls": write_calls,
    "vulnerability": write_vulnerability,
    "custody": write_custody,
    "use-of-force": write_use_of_force,
    "homicide": write_homicides,
    "officers": write_officers,
    "cohorts": write_reoffending,
    "public-attitude-survey": write_public_attitude,
    "user-satisfaction-survey": write_user_satisfaction,
    "youth-voice-survey": write_youth_voice,
    "staff-survey": write_staff_survey,
    "partner-survey": write_partner_survey,
    "consultations": write_consultations,
}
"""Folder -> what writes its files."""
