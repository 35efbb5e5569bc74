"""What a form cannot say of a survey, told once for each thing."""

from __future__ import annotations

from peelian.surveys.exchange.told import Told
from peelian.surveys.survey import Survey


def not_carried(survey: Survey, *, says_labels: bool) -> list[Told]:
    """Return what a questionnaire of another form leaves behind: design, measures, wordings and labels.

    Parameters
    ----------
    survey
        The definition.
    says_labels
        True where the form has a place for short labels beside the words.
    """
    parts = {
        "sampling": "how people come into it",
        "waves": f"{len(survey.waves)} waves" if survey.waves else "",
        "measures": f"{len(survey.measures)} measures" if survey.measures else "",
        "analyses": f"{len(survey.analyses)} analyses" if survey.analyses else "",
        "weights": "how it is weighed" if survey.weights is not None else "",
        "spss": "what SPSS says of its variables" if survey.spss is not None else "",
    }
    told = [
        Told(key, "left out", f"{says}: a form has no words for it") for key, says in parts.items() if says
    ]
    worded = [name for name, question in survey.questions.items() if question.wordings]
    if worded:
        told.append(Told("wordings", "left out", f"earlier or later words of {', '.join(worded)}"))
    labelled = [name for name, q in survey.questions.items() if q.asks and q.label != q.asks]
    if labelled and not says_labels:
        told.append(
            Told("labels", "left out", f"short labels of {len(labelled)} questions: the words are written")
        )
    return told
