<?php
// What Moodle's own importer makes of files, as JSON, a line a file.
//
//     php reader.php MOODLE_FOLDER < list     (each line: format, a tab, path)
//
// Only what Moodle's question formats call is supplied here, by stand-ins of our own; the formats
// themselves are read from a checkout of Moodle that the caller names.

error_reporting(E_ALL);
ini_set('display_errors', '0');
ini_set('memory_limit', '1G');
define('MOODLE_INTERNAL', true);
foreach (['MOODLE' => 0, 'HTML' => 1, 'PLAIN' => 2, 'WIKI' => 3, 'MARKDOWN' => 4] as $name => $number) {
    define("FORMAT_$name", (string) $number);
}
define('PARAM_TEXT', 'text');
define('PARAM_FILE', 'file');
define('DEBUG_DEVELOPER', 1);

$moodle = $argv[1];
$CFG = (object) ['libdir' => "$moodle/lib", 'dirroot' => $moodle];
$GLOBALS['debugged'] = [];

class moodle_exception extends Exception {
    public function __construct($code, $module = '', $link = '', $a = null) {
        parent::__construct($code);
    }
}
class coding_exception extends Exception {
}
class core_text {
    public static function strlen($text) {
        return mb_strlen($text, 'UTF-8');
    }
    public static function trim_utf8_bom($text) {
        return str_starts_with($text, "\xef\xbb\xbf") ? substr($text, 3) : $text;
    }
}
class core_tag_tag {
    public static function is_enabled($a, $b) {
        return false;
    }
}
class question_bank {
    public static function get_all_qtypes() {
        return [];
    }
    public static function get_qtype($name, $must = true) {
        return null;
    }
}
class context_user {
    public $id = 1;
    public static function instance($id) {
        return new context_user();
    }
}
class stored_files {
    public function create_file_from_string($record, $content) {
    }
}
class notes {
    public function notification($text, $kind = '') {
        $GLOBALS['debugged'][] = $text;
    }
}
$USER = (object) ['id' => 1];
$OUTPUT = new notes();
function get_file_storage() {
    return new stored_files();
}
function file_get_unused_draft_itemid() {
    return 7;
}
function get_string($name, $module = '', $a = null) {
    return is_object($a) || is_array($a) ? $name : trim("$name $a");
}
function get_config($plugin, $name) {
    return $name === 'shuffleanswers' ? 1 : 'abc';
}
function debugging($text, $level = 0) {
    $GLOBALS['debugged'][] = $text;
}
function s($text) {
    return htmlspecialchars($text, ENT_QUOTES | ENT_HTML401 | ENT_SUBSTITUTE);
}
function shorten_text($text, $ideal = 30) {
    return $text;
}
function qtype_multianswer_extract_question($text) {
    return (object) ['questiontext' => $text, 'options' => (object) ['questions' => []]];
}
function qtype_multianswer_validate_question($question) {
    return [];
}
function clean_param($text, $kind) {
    return strip_tags((string) $text);
}

require_once("$moodle/question/format.php");
require_once("$moodle/question/format/aiken/format.php");
require_once("$moodle/question/format/gift/format.php");
require_once("$moodle/question/format/xml/format.php");

$made = [];
foreach (['aiken', 'gift', 'xml'] as $name) {
    eval("class reader_$name extends qformat_$name {
        public \$said = [];
        protected function error(\$message, \$text = '', \$questionname = '') {
            \$this->said[] = \$message;
            \$this->importerrors++;
        }
        public function all(\$path) {
            \$lines = \$this->readdata(\$path);
            return \$lines ? \$this->readquestions(\$lines) : false;
        }
        // The class's name says which format it is, so no type of question is tried.
        public function try_importing_using_qtypes(\$data, \$question = null, \$extra = null, \$hint = '') {
            return false;
        }
    }");
}

function text_of($part) {
    return is_array($part) ? [$part['text'], (string) $part['format']] : [$part, null];
}

function told($question) {
    $answers = [];
    foreach ($question->fraction ?? [] as $key => $fraction) {
        $answer = text_of($question->answer[$key] ?? null);
        $answers[] = [
            $answer[0],
            $answer[1],
            $fraction,
            text_of($question->feedback[$key] ?? null)[0],
            isset($question->tolerance[$key]) ? (string) $question->tolerance[$key] : null,
        ];
    }
    return [
        'type' => $question->qtype,
        'name' => $question->name ?? null,
        'text' => $question->questiontext ?? ($question->category ?? null),
        'format' => isset($question->questiontextformat) ? (string) $question->questiontextformat : null,
        'general' => $question->generalfeedback ?? null,
        'single' => isset($question->single) ? (int) $question->single : null,
        'correct' => isset($question->correctanswer) ? (int) $question->correctanswer : null,
        'true' => isset($question->feedbacktrue) ? $question->feedbacktrue['text'] : null,
        'false' => isset($question->feedbackfalse) ? $question->feedbackfalse['text'] : null,
        'shuffle' => $question->qtype === 'multichoice' ? (int) $question->shuffleanswers : null,
        'numbering' => $question->answernumbering ?? null,
        'mark' => isset($question->defaultmark) ? (string) $question->defaultmark : null,
        'case' => isset($question->usecase) ? (string) $question->usecase : null,
        'answers' => $answers,
    ];
}

while (($line = fgets(STDIN)) !== false) {
    [$format, $path] = explode("\t", rtrim($line, "\n"), 2);
    $class = "reader_$format";
    $reader = new $class();
    $reader->displayerrors = false;
    $GLOBALS['debugged'] = [];
    $result = ['path' => $path, 'questions' => [], 'errors' => [], 'stopped' => null];
    try {
        $questions = $reader->all($path) ?: [];
        $result['questions'] = array_map('told', array_values($questions));
    } catch (Throwable $error) {
        $result['stopped'] = get_class($error) . ': ' . $error->getMessage();
    }
    $result['errors'] = $reader->said;
    echo json_encode($result, JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
}
