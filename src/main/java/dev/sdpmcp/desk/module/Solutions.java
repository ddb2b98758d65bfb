package dev.sdpmcp.desk.module;

import static dev.sdpmcp.desk.module.CommonFields.ADDITIONAL;
import static dev.sdpmcp.desk.module.CommonFields.ATTACHMENTS;
import static dev.sdpmcp.desk.module.CommonFields.DESCRIPTION;
import static dev.sdpmcp.desk.module.CommonFields.TITLE;

import dev.sdpmcp.desk.module.engine.Action;
import dev.sdpmcp.desk.module.engine.Deletion;
import dev.sdpmcp.desk.module.engine.Detail.Section;
import dev.sdpmcp.desk.module.engine.Field;
import dev.sdpmcp.desk.module.engine.ModuleDescription;
import java.util.List;

/** Solutions, the articles of the knowledge base. They have no number, and are approved instead of finished. */
public final class Solutions {

    private static final Field TEXT = DESCRIPTION.asMandatory();
    private static final Field TOPIC =
            Field.lookup("topic", "Topic", ReferenceKinds.TOPICS).asMandatory();
    private static final Field APPROVAL =
            Field.lookup("approval_status", "Approval status", ReferenceKinds.SOLUTION_STATUSES);
    private static final Field KEYWORDS = Field.text("keywords", "Keywords, separated by commas");
    private static final Field PUBLIC = Field.flag("is_public", "Whether requesters see it too");
    private static final Field OWNER = Field.requester("owner", "Person who keeps it up to date");
    private static final Field REVIEW = Field.moment("review_date", "When it should be reviewed");
    private static final Field EXPIRY = Field.deadline("expiry_date", "When it expires");
    private static final Field UPDATED =
            Field.moment("last_updated_time", "When it was last changed").asReadOnly();
    private static final Field COMMENT = Field.text("operation_comment", "A remark for its history");

    public static final ModuleDescription SOLUTIONS = ModuleDescription.module(
                    "solution", "solutions", Toolsets.SOLUTIONS)
            .withoutNumbers()
            .rows(TITLE, TOPIC, APPROVAL, PUBLIC, KEYWORDS, Field.CREATED, UPDATED)
            .list(
                    "Lists solutions of the knowledge base, newest first. To look for words use search_solutions.",
                    null,
                    null,
                    List.of("created_time", "last_updated_time", "title", "topic"),
                    TITLE,
                    TOPIC,
                    APPROVAL,
                    PUBLIC.as("Only those that requesters see, or do not see"))
            .search(
                    "Searches titles, texts and keywords of solutions for words, newest first. Look here before"
                            + " working out an answer; get_solution shows the text.",
                    null,
                    List.of("title", "description", "keywords"),
                    TOPIC,
                    APPROVAL)
            .get(
                    "Shows one solution with its text. A long text is cut and says so.",
                    TITLE,
                    TEXT,
                    TOPIC,
                    KEYWORDS,
                    APPROVAL,
                    PUBLIC,
                    Section.of(
                            "parties",
                            "Who has to do with it",
                            OWNER,
                            Field.requester("created_by", "Who made it").asReadOnly(),
                            Field.requester("last_updated_by", "Who changed it last")
                                    .asReadOnly()),
                    Section.of(
                            "times",
                            "When things happened or are due, ISO 8601 with offset",
                            Field.CREATED,
                            UPDATED,
                            REVIEW,
                            EXPIRY),
                    ATTACHMENTS,
                    ADDITIONAL)
            .create(
                    "Creates a solution and returns its id. approval_status says whether it is approved. It is safe to repeat a call.",
                    TITLE.as("What it solves, one line").asRequired(),
                    TEXT.as("The solution, in Markdown or plain text").asRequired(),
                    TOPIC.asRequired(),
                    KEYWORDS,
                    PUBLIC,
                    OWNER,
                    REVIEW,
                    EXPIRY,
                    ADDITIONAL)
            .update(
                    "Changes the given fields of a solution and leaves all others as they are. To approve it use"
                            + " approve_solution.",
                    TITLE.as("New title"),
                    TEXT.as("New text, in Markdown or plain text; replaces the old one"),
                    TOPIC,
                    KEYWORDS,
                    PUBLIC,
                    OWNER,
                    REVIEW,
                    EXPIRY,
                    ADDITIONAL)
            .outcome(TITLE, TOPIC, APPROVAL)
            .action(Action.setting(
                    "submit",
                    "submit_for_approval",
                    "submitted for approval",
                    APPROVAL,
                    "Approval Pending",
                    "Submits a solution for approval, for those who may not approve it.",
                    COMMENT))
            .action(Action.setting(
                    "approve",
                    "approve",
                    "approved",
                    APPROVAL,
                    "Approved",
                    "Approves a solution, which publishes it; requesters see it if it is public.",
                    COMMENT))
            .action(Action.setting(
                    "reject", "reject", "rejected", APPROVAL, "Rejected", "Rejects a solution.", COMMENT))
            .action(Action.restoring("solution"))
            .deletion(Deletion.UNDERSCORED_TRASH)
            .build();

    private Solutions() {}
}
