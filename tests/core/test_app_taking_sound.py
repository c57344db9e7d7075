"""Taking the sound along: one at a time, in the background, stopped in two ways, told when it is there."""

from gxreader.app.commands import perform
from gxreader.app.interface import NoInterface, Page
from gxreader.app.recording_values import Progress, Recorded
from gxreader.app.taking_sound import Phase, TakingSound
from gxreader.errors import Cancelled, OutputError, SpeechError
from gxreader.model.article import Article, Heading, Paragraph, Part, text_run
from gxreader.model.locator import Locator
from tests.parts import ImmediateTasks, build_reader, small_article


class Later(ImmediateTasks):
    """Work is done when the test says so."""

    def __init__(self):
        self.waiting = []

    def work(self, job, done, failed):
        self.waiting.append((job, done, failed))

    def finish(self):
        for job, done, failed in self.waiting:
            super().work(job, done, failed)
        self.waiting.clear()


class Recording:
    def __init__(self, wish, told):
        self.wish, self.told, self.cancelled = wish, told, None
        self.error = None

    def run(self):
        self.told(Progress(1, 4, 30.0))
        if self.cancelled is not None:
            raise Cancelled("export.cancelled")
        if self.error:
            raise self.error
        return Recorded((self.wish.target,), 12.0, (SpeechError("speech.sentence-skipped", text="x"),))

    def cancel(self, *, keep):
        self.cancelled = keep


class Chooser(NoInterface):
    """A reader who always chooses."""

    def __init__(self, folder):
        super().__init__()
        self.folder, self.asked, self.opened = folder, [], []

    def choose_target(self, name, _title, chosen, **_elsewhere):
        self.asked += [name] if name else []
        chosen(str(self.folder / name))

    def open_folder(self, path):
        self.opened.append(path)
        return True


def reading(tmp_path, article=None):
    built = build_reader()
    reader, tasks, made = built.reader, Later(), []

    def make(wish, told):
        made.append(Recording(wish, told))
        return made[-1]

    reader.attach(Chooser(tmp_path))
    reader.taking_sound = TakingSound(reader.session, reader.settings, reader.announcements, tasks, make)
    reader.opening.show(article or small_article())
    return built, reader, tasks, made


def test_a_phone_gets_one_file_by_the_articles_name_while_the_reader_reads_on(tmp_path):
    built, reader, tasks, made = reading(tmp_path)
    perform(reader, "take-sound")
    assert reader.interface.page() is Page.SOUND
    perform(reader, "sound-phone")
    assert reader.interface.asked == ["荔枝树下的图书馆.mp3"]
    taking = reader.taking_sound
    assert taking.state.phase is Phase.WORKING
    reader.opening.show(Article(title="别的", blocks=(Paragraph(text_run("别的。")),)))
    assert taking.state.phase is Phase.WORKING
    phases = []
    taking.changed.connect(lambda state: phases.append((state.phase, state.progress)))
    tasks.finish()
    assert phases[0] == (Phase.WORKING, Progress(1, 4, 30.0))
    assert taking.state.phase is Phase.READY
    assert (taking.state.count, taking.state.left_out) == (1, 1)
    assert "荔枝树下的图书馆.mp3" in built.last_words
    wish = made[0].wish
    assert (wish.suffix, wish.numbered, wish.resume) == (".mp3", False, True)
    assert wish.article.title == "荔枝树下的图书馆"
    perform(reader, "sound-folder")
    assert reader.interface.opened == [str(tmp_path)]


def test_a_stick_gets_a_folder_of_its_own(tmp_path):
    _, reader, _, made = reading(tmp_path)
    perform(reader, "sound-stick")
    assert made[0].wish.target == tmp_path / "荔枝树下的图书馆"
    assert made[0].wish.numbered


def test_best_quality_loses_nothing(tmp_path):
    _, reader, _, made = reading(tmp_path)
    perform(reader, "sound-best")
    assert made[0].wish.suffix == ".flac"


def test_only_one_is_made_at_a_time(tmp_path):
    built, reader, tasks, made = reading(tmp_path)
    perform(reader, "sound-phone")
    perform(reader, "sound-best")
    assert len(made) == 1
    assert built.said[-1].key == "say.sound-busy"
    tasks.finish()
    perform(reader, "sound-best")
    assert len(made) == 2


def test_it_is_stopped_to_go_on_later_or_for_good(tmp_path):
    for command, keep in (("sound-pause", True), ("sound-discard", False)):
        built, reader, tasks, made = reading(tmp_path)
        perform(reader, "sound-phone")
        perform(reader, command)
        assert reader.taking_sound.state.phase is Phase.STOPPING
        assert made[0].cancelled is keep
        tasks.finish()
        assert reader.taking_sound.state.phase is Phase.CHOOSING
        assert built.said[-1].key == "say.sound-stopped"


def test_closing_the_program_keeps_what_is_finished(tmp_path):
    _, reader, tasks, made = reading(tmp_path)
    perform(reader, "sound-phone")
    reader.close()
    assert made[0].cancelled is True
    tasks.finish()  # a late report changes nothing
    assert reader.taking_sound.state.phase is Phase.WORKING


def test_trouble_is_told_with_a_way_on(tmp_path):
    built, reader, tasks, made = reading(tmp_path)
    perform(reader, "sound-phone")
    made[0].error = OutputError("export.disk-full", name="a.mp3")
    tasks.finish()
    assert reader.taking_sound.state.phase is Phase.TROUBLE
    assert built.said[-1].remedy == "take-sound"
    perform(reader, "sound-another")
    assert reader.taking_sound.state.phase is Phase.CHOOSING


def test_of_a_book_the_part_being_read_can_be_taken(tmp_path):
    blocks = []
    for chapter in ("春", "夏"):
        blocks += [Heading(text_run(chapter), 2), Paragraph(text_run(f"{chapter}天来了。"))]
    book = Article(
        title="四季", language="zh", blocks=tuple(blocks), parts=(Part("春", 0, 2), Part("夏", 2, 4))
    )
    _, reader, _, made = reading(tmp_path, book)
    reader.session.move_to(Locator(reader.session.units.of_part(1)[0].index))
    assert reader.taking_sound.has_parts
    perform(reader, "sound-scope")
    perform(reader, "sound-phone")
    assert made[0].wish.title == "夏"
    assert [unit.text for unit in made[0].wish.units] == ["夏", "夏天来了。"]
    assert reader.interface.asked == ["夏.mp3"]


def test_a_work_that_is_still_loading_is_not_taken_by_halves(tmp_path):
    built, reader, _, made = reading(tmp_path)
    reader.session.is_growing = True
    perform(reader, "sound-phone")
    assert made == []
    assert built.said[-1].key == "say.sound-still-loading"


def test_who_chooses_no_place_changes_nothing(tmp_path):
    _, reader, _, made = reading(tmp_path)
    reader.attach(NoInterface())
    perform(reader, "sound-phone")
    perform(reader, "sound-stick")
    assert made == []
