package dev.sdpmcp.desk.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two characters are a line break only where they can be nothing else. */
@Tag("reports")
class EscapedLineBreaksTest {

    @ParameterizedTest(name = "B10: {0}")
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '"',
            value = {
                "Summary:\\n\\n- one\\n- two ~ Summary:⏎⏎- one⏎- two",
                "# Title\\r\\n\\r\\nText ~ # Title⏎⏎Text",
                "Hi,\\nit works again.\\nRegards ~ Hi,⏎it works again.⏎Regards",
                "Copy C:\\new\\table\\n\\n1. open it\\n2. close it ~ Copy C:\\new\\table⏎⏎1. open it⏎2. close it",
                "As CORP\\nils:\\n\\n- \\\\files01\\new ~ As CORP\\nils:⏎⏎- \\\\files01\\new",
                "Run System32\\notepad.exe\\n\\nthen ask ~ Run System32\\notepad.exe⏎⏎then ask",
                "| a | b |\\n| - | - | ~ | a | b |⏎| - | - |",
                "It's down:\\n\\n- Kari's pc ~ It's down:⏎⏎- Kari's pc",
                "Use `a\\nb`\\n\\n- one ~ Use `a\\nb`⏎⏎- one"
            })
    void are_line_breaks(String text, String read) {
        assertThat(EscapedLineBreaks.read(text)).isEqualTo(read.replace('⏎', '\n'));
    }

    @ParameterizedTest(name = "B10: {0}")
    @ValueSource(
            strings = {
                "C:\\new\\table",
                "\\\\server\\new\\nodes",
                "CORP\\nils",
                "HKCU:\\network\\new",
                "echo \"Done.\\nBye\"",
                "Split it at \\n\\n and at \\n",
                "[^\\r\\n]+\\n?",
                "printf '%s\\n' \"$x\"",
                "real\nand \\n\\n- escaped",
                "Use text.split(/\\r\\n|\\n|\\r/) for it",
                "Run printf \"one\\n\\ntwo\\n\" > x",
                "Send {\"body\":\"Hello,\\n\\nthanks\"}",
                "re.split(r'\\n\\n', s)",
                "Match \\n|\\r\\n in it"
            })
    void stay(String text) {
        assertThat(EscapedLineBreaks.read(text)).isEqualTo(text);
    }
}
