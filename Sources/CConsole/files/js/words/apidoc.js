// @ts-check
// Words of the page of the interface.

import { addWords } from '../i18n.js';

addWords(
  {
    'page.api': '接口', 'api.search': '按路径、说明、岗位查找接口', 'api.count': '{shown} / {total} 个接口', 'api.file': '下载接口描述（OpenAPI 3.1）', 'api.schemas': '数据结构',
    'api.parameters': '参数', 'api.parameter': '参数', 'api.in': '位置', 'api.in.path': '路径', 'api.in.query': '查询', 'api.in.header': '请求头', 'api.in.cookie': 'Cookie', 'api.type': '类型', 'api.meaning': '说明', 'api.member': '字段', 'api.members': '{count} 个字段', 'api.anyObject': '对象，字段不定', 'api.any': '任意',
    'api.request': '请求体', 'api.answers': '应答', 'api.refusal': '拒绝', 'api.example': '示例', 'api.open': '无须登录', 'api.listOf': '列表', 'api.orNull': '可为空', 'api.characters': '字', 'api.items': '项', 'api.default': '默认',
  },
  {
    'page.api': 'Interface', 'api.search': 'Find by path, description or role', 'api.count': '{shown} of {total} operations', 'api.file': 'Download the description (OpenAPI 3.1)', 'api.schemas': 'Schemas',
    'api.parameters': 'Parameters', 'api.parameter': 'Parameter', 'api.in': 'In', 'api.in.path': 'path', 'api.in.query': 'query', 'api.in.header': 'header', 'api.in.cookie': 'cookie', 'api.type': 'Type', 'api.meaning': 'Meaning', 'api.member': 'Member', 'api.members': '{count} members', 'api.anyObject': 'an object of any members', 'api.any': 'any',
    'api.request': 'Request body', 'api.answers': 'Answers', 'api.refusal': 'refused', 'api.example': 'Example', 'api.open': 'nobody signs in', 'api.listOf': 'list of', 'api.orNull': 'or null', 'api.characters': 'characters', 'api.items': 'items', 'api.default': 'default',
  },
);
