// Every file of the console, embedded: once as bytes, once in the table. A test holds both to the folder `files`.
#include "CConsole.h"

// #embed is C23's; clang knows it in older C, too.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char css_admin_css[] = {
#embed "files/css/admin.css"
};
static const unsigned char css_apidoc_css[] = {
#embed "files/css/apidoc.css"
};
static const unsigned char css_base_css[] = {
#embed "files/css/base.css"
};
static const unsigned char css_desk_css[] = {
#embed "files/css/desk.css"
};
static const unsigned char css_form_css[] = {
#embed "files/css/form.css"
};
static const unsigned char css_frame_css[] = {
#embed "files/css/frame.css"
};
static const unsigned char css_list_css[] = {
#embed "files/css/list.css"
};
static const unsigned char css_network_css[] = {
#embed "files/css/network.css"
};
static const unsigned char css_papers_css[] = {
#embed "files/css/papers.css"
};
static const unsigned char css_print_css[] = {
#embed "files/css/print.css"
};
static const unsigned char css_ticket_css[] = {
#embed "files/css/ticket.css"
};
static const unsigned char css_tokens_css[] = {
#embed "files/css/tokens.css"
};
static const unsigned char icons_hotline_svg[] = {
#embed "files/icons/hotline.svg"
};
static const unsigned char index_html[] = {
#embed "files/index.html"
};
static const unsigned char js_admin_accounts_js[] = {
#embed "files/js/admin/accounts.js"
};
static const unsigned char js_admin_audit_js[] = {
#embed "files/js/admin/audit.js"
};
static const unsigned char js_admin_calendar_load_js[] = {
#embed "files/js/admin/calendar-load.js"
};
static const unsigned char js_admin_calendar_year_js[] = {
#embed "files/js/admin/calendar-year.js"
};
static const unsigned char js_admin_calendar_js[] = {
#embed "files/js/admin/calendar.js"
};
static const unsigned char js_admin_canned_texts_js[] = {
#embed "files/js/admin/canned-texts.js"
};
static const unsigned char js_admin_form_dialog_js[] = {
#embed "files/js/admin/form-dialog.js"
};
static const unsigned char js_admin_metrics_js[] = {
#embed "files/js/admin/metrics.js"
};
static const unsigned char js_admin_node_js[] = {
#embed "files/js/admin/node.js"
};
static const unsigned char js_admin_place_link_js[] = {
#embed "files/js/admin/place-link.js"
};
static const unsigned char js_admin_restrictions_js[] = {
#embed "files/js/admin/restrictions.js"
};
static const unsigned char js_admin_rule_sections_js[] = {
#embed "files/js/admin/rule-sections.js"
};
static const unsigned char js_admin_rule_text_js[] = {
#embed "files/js/admin/rule-text.js"
};
static const unsigned char js_admin_rules_js[] = {
#embed "files/js/admin/rules.js"
};
static const unsigned char js_admin_subscription_form_js[] = {
#embed "files/js/admin/subscription-form.js"
};
static const unsigned char js_admin_subscriptions_js[] = {
#embed "files/js/admin/subscriptions.js"
};
static const unsigned char js_admin_units_js[] = {
#embed "files/js/admin/units.js"
};
static const unsigned char js_api_js[] = {
#embed "files/js/api.js"
};
static const unsigned char js_apidoc_document_js[] = {
#embed "files/js/apidoc/document.js"
};
static const unsigned char js_apidoc_operation_js[] = {
#embed "files/js/apidoc/operation.js"
};
static const unsigned char js_apidoc_page_js[] = {
#embed "files/js/apidoc/page.js"
};
static const unsigned char js_apidoc_prose_js[] = {
#embed "files/js/apidoc/prose.js"
};
static const unsigned char js_apidoc_schema_js[] = {
#embed "files/js/apidoc/schema.js"
};
static const unsigned char js_codes_js[] = {
#embed "files/js/codes.js"
};
static const unsigned char js_desk_desk_js[] = {
#embed "files/js/desk/desk.js"
};
static const unsigned char js_desk_emergency_js[] = {
#embed "files/js/desk/emergency.js"
};
static const unsigned char js_desk_profile_js[] = {
#embed "files/js/desk/profile.js"
};
static const unsigned char js_desk_queues_js[] = {
#embed "files/js/desk/queues.js"
};
static const unsigned char js_desk_register_fields_js[] = {
#embed "files/js/desk/register-fields.js"
};
static const unsigned char js_desk_register_js[] = {
#embed "files/js/desk/register.js"
};
static const unsigned char js_dialog_js[] = {
#embed "files/js/dialog.js"
};
static const unsigned char js_dom_js[] = {
#embed "files/js/dom.js"
};
static const unsigned char js_event_stream_js[] = {
#embed "files/js/event-stream.js"
};
static const unsigned char js_form_fields_js[] = {
#embed "files/js/form-fields.js"
};
static const unsigned char js_form_frame_js[] = {
#embed "files/js/form-frame.js"
};
static const unsigned char js_form_js[] = {
#embed "files/js/form.js"
};
static const unsigned char js_frame_frame_js[] = {
#embed "files/js/frame/frame.js"
};
static const unsigned char js_frame_keys_help_js[] = {
#embed "files/js/frame/keys-help.js"
};
static const unsigned char js_frame_palette_js[] = {
#embed "files/js/frame/palette.js"
};
static const unsigned char js_frame_sign_in_js[] = {
#embed "files/js/frame/sign-in.js"
};
static const unsigned char js_i18n_js[] = {
#embed "files/js/i18n.js"
};
static const unsigned char js_icons_js[] = {
#embed "files/js/icons.js"
};
static const unsigned char js_keys_js[] = {
#embed "files/js/keys.js"
};
static const unsigned char js_list_below_js[] = {
#embed "files/js/list/below.js"
};
static const unsigned char js_list_bulk_read_js[] = {
#embed "files/js/list/bulk-read.js"
};
static const unsigned char js_list_bulk_tags_js[] = {
#embed "files/js/list/bulk-tags.js"
};
static const unsigned char js_list_bulk_js[] = {
#embed "files/js/list/bulk.js"
};
static const unsigned char js_list_filter_menus_js[] = {
#embed "files/js/list/filter-menus.js"
};
static const unsigned char js_list_filters_js[] = {
#embed "files/js/list/filters.js"
};
static const unsigned char js_list_list_js[] = {
#embed "files/js/list/list.js"
};
static const unsigned char js_list_print_js[] = {
#embed "files/js/list/print.js"
};
static const unsigned char js_list_settings_js[] = {
#embed "files/js/list/settings.js"
};
static const unsigned char js_list_urge_js[] = {
#embed "files/js/list/urge.js"
};
static const unsigned char js_list_views_js[] = {
#embed "files/js/list/views.js"
};
static const unsigned char js_live_worker_js[] = {
#embed "files/js/live-worker.js"
};
static const unsigned char js_live_js[] = {
#embed "files/js/live.js"
};
static const unsigned char js_main_js[] = {
#embed "files/js/main.js"
};
static const unsigned char js_network_care_js[] = {
#embed "files/js/network/care.js"
};
static const unsigned char js_network_causes_js[] = {
#embed "files/js/network/causes.js"
};
static const unsigned char js_network_data_table_js[] = {
#embed "files/js/network/data-table.js"
};
static const unsigned char js_network_keys_js[] = {
#embed "files/js/network/keys.js"
};
static const unsigned char js_network_links_js[] = {
#embed "files/js/network/links.js"
};
static const unsigned char js_network_network_js[] = {
#embed "files/js/network/network.js"
};
static const unsigned char js_network_picture_js[] = {
#embed "files/js/network/picture.js"
};
static const unsigned char js_network_reconcile_js[] = {
#embed "files/js/network/reconcile.js"
};
static const unsigned char js_network_redraw_js[] = {
#embed "files/js/network/redraw.js"
};
static const unsigned char js_network_state_js[] = {
#embed "files/js/network/state.js"
};
static const unsigned char js_notice_js[] = {
#embed "files/js/notice.js"
};
static const unsigned char js_open_report_js[] = {
#embed "files/js/open-report.js"
};
static const unsigned char js_pages_js[] = {
#embed "files/js/pages.js"
};
static const unsigned char js_papers_bar_js[] = {
#embed "files/js/papers/bar.js"
};
static const unsigned char js_papers_batch_js[] = {
#embed "files/js/papers/batch.js"
};
static const unsigned char js_papers_gather_js[] = {
#embed "files/js/papers/gather.js"
};
static const unsigned char js_papers_hub_js[] = {
#embed "files/js/papers/hub.js"
};
static const unsigned char js_papers_kinds_js[] = {
#embed "files/js/papers/kinds.js"
};
static const unsigned char js_papers_ledger_js[] = {
#embed "files/js/papers/ledger.js"
};
static const unsigned char js_papers_list_sheet_js[] = {
#embed "files/js/papers/list-sheet.js"
};
static const unsigned char js_papers_page_js[] = {
#embed "files/js/papers/page.js"
};
static const unsigned char js_papers_register_js[] = {
#embed "files/js/papers/register.js"
};
static const unsigned char js_papers_requests_js[] = {
#embed "files/js/papers/requests.js"
};
static const unsigned char js_papers_sheet_js[] = {
#embed "files/js/papers/sheet.js"
};
static const unsigned char js_papers_source_js[] = {
#embed "files/js/papers/source.js"
};
static const unsigned char js_papers_supervision_js[] = {
#embed "files/js/papers/supervision.js"
};
static const unsigned char js_papers_text_js[] = {
#embed "files/js/papers/text.js"
};
static const unsigned char js_papers_ticket_facts_js[] = {
#embed "files/js/papers/ticket-facts.js"
};
static const unsigned char js_papers_transfer_js[] = {
#embed "files/js/papers/transfer.js"
};
static const unsigned char js_problem_js[] = {
#embed "files/js/problem.js"
};
static const unsigned char js_router_js[] = {
#embed "files/js/router.js"
};
static const unsigned char js_session_js[] = {
#embed "files/js/session.js"
};
static const unsigned char js_supervisor_below_js[] = {
#embed "files/js/supervisor/below.js"
};
static const unsigned char js_supervisor_desk_js[] = {
#embed "files/js/supervisor/desk.js"
};
static const unsigned char js_supervisor_due_js[] = {
#embed "files/js/supervisor/due.js"
};
static const unsigned char js_supervisor_proposals_js[] = {
#embed "files/js/supervisor/proposals.js"
};
static const unsigned char js_table_row_js[] = {
#embed "files/js/table-row.js"
};
static const unsigned char js_table_selection_js[] = {
#embed "files/js/table-selection.js"
};
static const unsigned char js_table_js[] = {
#embed "files/js/table.js"
};
static const unsigned char js_ticket_actions_js[] = {
#embed "files/js/ticket/actions.js"
};
static const unsigned char js_ticket_attachments_js[] = {
#embed "files/js/ticket/attachments.js"
};
static const unsigned char js_ticket_beside_js[] = {
#embed "files/js/ticket/beside.js"
};
static const unsigned char js_ticket_canned_js[] = {
#embed "files/js/ticket/canned.js"
};
static const unsigned char js_ticket_conflict_js[] = {
#embed "files/js/ticket/conflict.js"
};
static const unsigned char js_ticket_copy_js[] = {
#embed "files/js/ticket/copy.js"
};
static const unsigned char js_ticket_dispatch_form_js[] = {
#embed "files/js/ticket/dispatch-form.js"
};
static const unsigned char js_ticket_dispatch_row_js[] = {
#embed "files/js/ticket/dispatch-row.js"
};
static const unsigned char js_ticket_facts_js[] = {
#embed "files/js/ticket/facts.js"
};
static const unsigned char js_ticket_first_values_js[] = {
#embed "files/js/ticket/first-values.js"
};
static const unsigned char js_ticket_head_js[] = {
#embed "files/js/ticket/head.js"
};
static const unsigned char js_ticket_limits_js[] = {
#embed "files/js/ticket/limits.js"
};
static const unsigned char js_ticket_matter_js[] = {
#embed "files/js/ticket/matter.js"
};
static const unsigned char js_ticket_read_mark_js[] = {
#embed "files/js/ticket/read-mark.js"
};
static const unsigned char js_ticket_rules_js[] = {
#embed "files/js/ticket/rules.js"
};
static const unsigned char js_ticket_shares_js[] = {
#embed "files/js/ticket/shares.js"
};
static const unsigned char js_ticket_similar_js[] = {
#embed "files/js/ticket/similar.js"
};
static const unsigned char js_ticket_tags_js[] = {
#embed "files/js/ticket/tags.js"
};
static const unsigned char js_ticket_ticket_js[] = {
#embed "files/js/ticket/ticket.js"
};
static const unsigned char js_ticket_timeline_js[] = {
#embed "files/js/ticket/timeline.js"
};
static const unsigned char js_ticket_upload_js[] = {
#embed "files/js/ticket/upload.js"
};
static const unsigned char js_ticket_viewers_js[] = {
#embed "files/js/ticket/viewers.js"
};
static const unsigned char js_tickets_columns_js[] = {
#embed "files/js/tickets/columns.js"
};
static const unsigned char js_tickets_marks_js[] = {
#embed "files/js/tickets/marks.js"
};
static const unsigned char js_tickets_tag_input_js[] = {
#embed "files/js/tickets/tag-input.js"
};
static const unsigned char js_tickets_ticket_table_js[] = {
#embed "files/js/tickets/ticket-table.js"
};
static const unsigned char js_tickets_units_js[] = {
#embed "files/js/tickets/units.js"
};
static const unsigned char js_tickets_walk_js[] = {
#embed "files/js/tickets/walk.js"
};
static const unsigned char js_time_js[] = {
#embed "files/js/time.js"
};
static const unsigned char js_words_admin_js[] = {
#embed "files/js/words/admin.js"
};
static const unsigned char js_words_apidoc_js[] = {
#embed "files/js/words/apidoc.js"
};
static const unsigned char js_words_beside_js[] = {
#embed "files/js/words/beside.js"
};
static const unsigned char js_words_desk_js[] = {
#embed "files/js/words/desk.js"
};
static const unsigned char js_words_en_js[] = {
#embed "files/js/words/en.js"
};
static const unsigned char js_words_events_js[] = {
#embed "files/js/words/events.js"
};
static const unsigned char js_words_network_js[] = {
#embed "files/js/words/network.js"
};
static const unsigned char js_words_papers_js[] = {
#embed "files/js/words/papers.js"
};
static const unsigned char js_words_parts_js[] = {
#embed "files/js/words/parts.js"
};
static const unsigned char js_words_subscriptions_js[] = {
#embed "files/js/words/subscriptions.js"
};
static const unsigned char js_words_supervisor_js[] = {
#embed "files/js/words/supervisor.js"
};
static const unsigned char js_words_ticket_js[] = {
#embed "files/js/words/ticket.js"
};
static const unsigned char js_words_zh_js[] = {
#embed "files/js/words/zh.js"
};

#define FILE(path, name) {path, name, sizeof name}

static const struct hotline_console_file files[] = {
    FILE("css/admin.css", css_admin_css),
    FILE("css/apidoc.css", css_apidoc_css),
    FILE("css/base.css", css_base_css),
    FILE("css/desk.css", css_desk_css),
    FILE("css/form.css", css_form_css),
    FILE("css/frame.css", css_frame_css),
    FILE("css/list.css", css_list_css),
    FILE("css/network.css", css_network_css),
    FILE("css/papers.css", css_papers_css),
    FILE("css/print.css", css_print_css),
    FILE("css/ticket.css", css_ticket_css),
    FILE("css/tokens.css", css_tokens_css),
    FILE("icons/hotline.svg", icons_hotline_svg),
    FILE("index.html", index_html),
    FILE("js/admin/accounts.js", js_admin_accounts_js),
    FILE("js/admin/audit.js", js_admin_audit_js),
    FILE("js/admin/calendar-load.js", js_admin_calendar_load_js),
    FILE("js/admin/calendar-year.js", js_admin_calendar_year_js),
    FILE("js/admin/calendar.js", js_admin_calendar_js),
    FILE("js/admin/canned-texts.js", js_admin_canned_texts_js),
    FILE("js/admin/form-dialog.js", js_admin_form_dialog_js),
    FILE("js/admin/metrics.js", js_admin_metrics_js),
    FILE("js/admin/node.js", js_admin_node_js),
    FILE("js/admin/place-link.js", js_admin_place_link_js),
    FILE("js/admin/restrictions.js", js_admin_restrictions_js),
    FILE("js/admin/rule-sections.js", js_admin_rule_sections_js),
    FILE("js/admin/rule-text.js", js_admin_rule_text_js),
    FILE("js/admin/rules.js", js_admin_rules_js),
    FILE("js/admin/subscription-form.js", js_admin_subscription_form_js),
    FILE("js/admin/subscriptions.js", js_admin_subscriptions_js),
    FILE("js/admin/units.js", js_admin_units_js),
    FILE("js/api.js", js_api_js),
    FILE("js/apidoc/document.js", js_apidoc_document_js),
    FILE("js/apidoc/operation.js", js_apidoc_operation_js),
    FILE("js/apidoc/page.js", js_apidoc_page_js),
    FILE("js/apidoc/prose.js", js_apidoc_prose_js),
    FILE("js/apidoc/schema.js", js_apidoc_schema_js),
    FILE("js/codes.js", js_codes_js),
    FILE("js/desk/desk.js", js_desk_desk_js),
    FILE("js/desk/emergency.js", js_desk_emergency_js),
    FILE("js/desk/profile.js", js_desk_profile_js),
    FILE("js/desk/queues.js", js_desk_queues_js),
    FILE("js/desk/register-fields.js", js_desk_register_fields_js),
    FILE("js/desk/register.js", js_desk_register_js),
    FILE("js/dialog.js", js_dialog_js),
    FILE("js/dom.js", js_dom_js),
    FILE("js/event-stream.js", js_event_stream_js),
    FILE("js/form-fields.js", js_form_fields_js),
    FILE("js/form-frame.js", js_form_frame_js),
    FILE("js/form.js", js_form_js),
    FILE("js/frame/frame.js", js_frame_frame_js),
    FILE("js/frame/keys-help.js", js_frame_keys_help_js),
    FILE("js/frame/palette.js", js_frame_palette_js),
    FILE("js/frame/sign-in.js", js_frame_sign_in_js),
    FILE("js/i18n.js", js_i18n_js),
    FILE("js/icons.js", js_icons_js),
    FILE("js/keys.js", js_keys_js),
    FILE("js/list/below.js", js_list_below_js),
    FILE("js/list/bulk-read.js", js_list_bulk_read_js),
    FILE("js/list/bulk-tags.js", js_list_bulk_tags_js),
    FILE("js/list/bulk.js", js_list_bulk_js),
    FILE("js/list/filter-menus.js", js_list_filter_menus_js),
    FILE("js/list/filters.js", js_list_filters_js),
    FILE("js/list/list.js", js_list_list_js),
    FILE("js/list/print.js", js_list_print_js),
    FILE("js/list/settings.js", js_list_settings_js),
    FILE("js/list/urge.js", js_list_urge_js),
    FILE("js/list/views.js", js_list_views_js),
    FILE("js/live-worker.js", js_live_worker_js),
    FILE("js/live.js", js_live_js),
    FILE("js/main.js", js_main_js),
    FILE("js/network/care.js", js_network_care_js),
    FILE("js/network/causes.js", js_network_causes_js),
    FILE("js/network/data-table.js", js_network_data_table_js),
    FILE("js/network/keys.js", js_network_keys_js),
    FILE("js/network/links.js", js_network_links_js),
    FILE("js/network/network.js", js_network_network_js),
    FILE("js/network/picture.js", js_network_picture_js),
    FILE("js/network/reconcile.js", js_network_reconcile_js),
    FILE("js/network/redraw.js", js_network_redraw_js),
    FILE("js/network/state.js", js_network_state_js),
    FILE("js/notice.js", js_notice_js),
    FILE("js/open-report.js", js_open_report_js),
    FILE("js/pages.js", js_pages_js),
    FILE("js/papers/bar.js", js_papers_bar_js),
    FILE("js/papers/batch.js", js_papers_batch_js),
    FILE("js/papers/gather.js", js_papers_gather_js),
    FILE("js/papers/hub.js", js_papers_hub_js),
    FILE("js/papers/kinds.js", js_papers_kinds_js),
    FILE("js/papers/ledger.js", js_papers_ledger_js),
    FILE("js/papers/list-sheet.js", js_papers_list_sheet_js),
    FILE("js/papers/page.js", js_papers_page_js),
    FILE("js/papers/register.js", js_papers_register_js),
    FILE("js/papers/requests.js", js_papers_requests_js),
    FILE("js/papers/sheet.js", js_papers_sheet_js),
    FILE("js/papers/source.js", js_papers_source_js),
    FILE("js/papers/supervision.js", js_papers_supervision_js),
    FILE("js/papers/text.js", js_papers_text_js),
    FILE("js/papers/ticket-facts.js", js_papers_ticket_facts_js),
    FILE("js/papers/transfer.js", js_papers_transfer_js),
    FILE("js/problem.js", js_problem_js),
    FILE("js/router.js", js_router_js),
    FILE("js/session.js", js_session_js),
    FILE("js/supervisor/below.js", js_supervisor_below_js),
    FILE("js/supervisor/desk.js", js_supervisor_desk_js),
    FILE("js/supervisor/due.js", js_supervisor_due_js),
    FILE("js/supervisor/proposals.js", js_supervisor_proposals_js),
    FILE("js/table-row.js", js_table_row_js),
    FILE("js/table-selection.js", js_table_selection_js),
    FILE("js/table.js", js_table_js),
    FILE("js/ticket/actions.js", js_ticket_actions_js),
    FILE("js/ticket/attachments.js", js_ticket_attachments_js),
    FILE("js/ticket/beside.js", js_ticket_beside_js),
    FILE("js/ticket/canned.js", js_ticket_canned_js),
    FILE("js/ticket/conflict.js", js_ticket_conflict_js),
    FILE("js/ticket/copy.js", js_ticket_copy_js),
    FILE("js/ticket/dispatch-form.js", js_ticket_dispatch_form_js),
    FILE("js/ticket/dispatch-row.js", js_ticket_dispatch_row_js),
    FILE("js/ticket/facts.js", js_ticket_facts_js),
    FILE("js/ticket/first-values.js", js_ticket_first_values_js),
    FILE("js/ticket/head.js", js_ticket_head_js),
    FILE("js/ticket/limits.js", js_ticket_limits_js),
    FILE("js/ticket/matter.js", js_ticket_matter_js),
    FILE("js/ticket/read-mark.js", js_ticket_read_mark_js),
    FILE("js/ticket/rules.js", js_ticket_rules_js),
    FILE("js/ticket/shares.js", js_ticket_shares_js),
    FILE("js/ticket/similar.js", js_ticket_similar_js),
    FILE("js/ticket/tags.js", js_ticket_tags_js),
    FILE("js/ticket/ticket.js", js_ticket_ticket_js),
    FILE("js/ticket/timeline.js", js_ticket_timeline_js),
    FILE("js/ticket/upload.js", js_ticket_upload_js),
    FILE("js/ticket/viewers.js", js_ticket_viewers_js),
    FILE("js/tickets/columns.js", js_tickets_columns_js),
    FILE("js/tickets/marks.js", js_tickets_marks_js),
    FILE("js/tickets/tag-input.js", js_tickets_tag_input_js),
    FILE("js/tickets/ticket-table.js", js_tickets_ticket_table_js),
    FILE("js/tickets/units.js", js_tickets_units_js),
    FILE("js/tickets/walk.js", js_tickets_walk_js),
    FILE("js/time.js", js_time_js),
    FILE("js/words/admin.js", js_words_admin_js),
    FILE("js/words/apidoc.js", js_words_apidoc_js),
    FILE("js/words/beside.js", js_words_beside_js),
    FILE("js/words/desk.js", js_words_desk_js),
    FILE("js/words/en.js", js_words_en_js),
    FILE("js/words/events.js", js_words_events_js),
    FILE("js/words/network.js", js_words_network_js),
    FILE("js/words/papers.js", js_words_papers_js),
    FILE("js/words/parts.js", js_words_parts_js),
    FILE("js/words/subscriptions.js", js_words_subscriptions_js),
    FILE("js/words/supervisor.js", js_words_supervisor_js),
    FILE("js/words/ticket.js", js_words_ticket_js),
    FILE("js/words/zh.js", js_words_zh_js),
};

size_t hotline_console_file_count(void) { return sizeof files / sizeof files[0]; }

struct hotline_console_file hotline_console_file_at(size_t index) { return files[index]; }
