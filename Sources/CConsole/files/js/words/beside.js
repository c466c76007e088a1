// @ts-check
// Words of what stands beside tickets: tags, who has one open, what was read.

import { addWords } from '../i18n.js';

addWords(
  {
    'mark.unread': '未读',
    'filter.tag': '标签',
    'action.tag': '加标签',
    'action.untag': '取下标签',
    'tags.title': '标签',
    'tags.hint': '几个标签用顿号或逗号分开',
    'tags.add': '添加标签',
    'tags.put': '添加',
    'tags.take': '取下标签“{tag}”',
    'tags.by': '{person} 添加',
    'viewers.open': '{names} 正在查看此工单',
    'viewers.one': '{name} 在看',
    'viewers.many': '{count} 人在看',
    'read.mark': '{count} 件标为已读',
    'read.done': '已将 {count} 件标为已读',
    'read.keep': '标为未读',
    'read.kept': '已标为未读',
    'read.isUnread': '已标为未读，列表中仍会提示',
    'read.isRead': '已标为已读',
  },
  {
    'mark.unread': 'Unread',
    'filter.tag': 'Tag',
    'action.tag': 'Tag',
    'action.untag': 'Untag',
    'tags.title': 'Tags',
    'tags.hint': 'Several are parted by commas',
    'tags.add': 'Add tags',
    'tags.put': 'Add',
    'tags.take': 'Take off the tag “{tag}”',
    'tags.by': 'Put on by {person}',
    'viewers.open': '{names} has this ticket open',
    'viewers.one': '{name} looks at it',
    'viewers.many': '{count} people look at it',
    'read.mark': 'Mark {count} as read',
    'read.done': '{count} marked as read',
    'read.keep': 'Mark as unread',
    'read.kept': 'Marked as unread',
    'read.isUnread': 'Marked as unread: lists show it as such',
    'read.isRead': 'Marked as read',
  },
);
