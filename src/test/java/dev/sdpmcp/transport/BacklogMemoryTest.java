package dev.sdpmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Slow readers of a whole server. */
class BacklogMemoryTest {

    private final Backlog.Memory memory = new Backlog.Memory(200_000);

    private static SseEvent event(int characters) {
        return new SseEvent.Event("message", "x".repeat(characters));
    }

    private Backlog keeping(int characters) {
        Backlog backlog = new Backlog(memory);
        assertThat(backlog.add(event(characters))).isTrue();
        return backlog;
    }

    @Test
    void cuts_off_who_keeps_much_when_all_together_keep_too_much() {
        Backlog greedy = keeping(100_000);
        keeping(90_000);

        assertThat(greedy.add(event(20_000))).isFalse();
    }

    @Test
    void leaves_a_little_to_everybody() {
        keeping(300_000);

        Backlog modest = keeping(1_000);
        assertThat(modest.add(event(10_000))).isTrue();
        assertThat(modest.add(event(60_000))).isFalse();
    }

    @Test
    void has_room_again_when_backlogs_are_written_or_thrown_away() {
        Backlog written = keeping(100_000);
        Backlog broken = keeping(100_000);
        Backlog waiting = keeping(50_000);
        assertThat(waiting.add(event(20_000))).isFalse();

        assertThat(written.poll()).isNotNull();
        broken.clear();

        assertThat(waiting.add(event(120_000))).isTrue();
    }
}
