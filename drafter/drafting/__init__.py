"""Plan, compose, repair and assemble a summary."""

from drafter.drafting.composed import Composed, Origin, Revision
from drafter.drafting.composing import Composer
from drafter.drafting.fitting import TOLERANCE as LENGTH_TOLERANCE
from drafter.drafting.material import required_facts
from drafter.drafting.naming import (
    Nameable,
    for_others,
    learned_names,
    nameable_persons,
    small_cells,
)
from drafter.drafting.outline import report_title, self_reference
from drafter.drafting.plan_yaml import plan_from_yaml, plan_to_yaml
from drafter.drafting.planning import (
    ParagraphPlan,
    Plan,
    SectionPlan,
    main_topics,
    plan_summary,
)
from drafter.drafting.preparing import Prepared, prepare_summary
from drafter.drafting.summary import Draft, DraftObserver, draft_summary, materials_by_id
from drafter.drafting.ways import Way

__all__ = [
    "LENGTH_TOLERANCE",
    "Composed",
    "Composer",
    "Draft",
    "DraftObserver",
    "Nameable",
    "Origin",
    "ParagraphPlan",
    "Plan",
    "Prepared",
    "Revision",
    "SectionPlan",
    "Way",
    "draft_summary",
    "for_others",
    "learned_names",
    "main_topics",
    "materials_by_id",
    "nameable_persons",
    "plan_from_yaml",
    "plan_summary",
    "plan_to_yaml",
    "prepare_summary",
    "report_title",
    "required_facts",
    "self_reference",
    "small_cells",
]
