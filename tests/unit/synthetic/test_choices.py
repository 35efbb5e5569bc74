from collections import Counter

from peelian.synthetic.choices import choose_priorities
from peelian.synthetic.offences import DONOR, OFFENCES
from tests.unit.synthetic.worlds import world


def test_sixty_seven_choices_of_which_eighteen_fall():
    chosen = choose_priorities(world())
    assert len({(each.borough, each.offence) for each in chosen}) == 67
    assert Counter(Counter(each.borough for each in chosen).values()) == {2: 29, 3: 3}
    assert sum(not each.rises for each in chosen) == 18
    assert all((each.change > 0) == each.rises for each in chosen)


def test_only_the_menu_is_chosen_from_and_never_the_donor():
    assert sum(bool(each.measure) for each in OFFENCES) == 9
    for each in choose_priorities(world()):
        assert OFFENCES[each.offence].measure
        assert OFFENCES[each.offence].minor != DONOR


def test_seeds_choose_differently_and_scales_do_not():
    assert choose_priorities(world(1)) != choose_priorities(world(2))
    assert choose_priorities(world(1)) == choose_priorities(world(1, "demo"))
