/*
 * How servers say that a safety filter stopped a video or refused a create. Blocked is what the same prompt and image would meet again:
 * also what is refused for a likeness or a copyright.
 */

/** A sign of a safety filter, and who gives it. */
interface Sign {
	source: string;
	pattern: RegExp;
}

/** Codes, in which only letters and digits count: `data_inspection_failed` is `DataInspectionFailed`. */
export const BLOCKED_CODES: readonly Sign[] = [
	{ source: 'OpenAI, Sora', pattern: /moderationblocked|contentpolicy/ },
	{ source: 'Azure', pattern: /contentfilter|responsibleai|(in|out)putmoderation/ },
	{ source: 'Google, Veo', pattern: /raimediafiltered|prohibitedcontent|unsafegeneration/ },
	{ source: 'Google, Runway (SAFETY.INPUT.TEXT)', pattern: /^safety/ },
	{ source: 'Google', pattern: /^(image|video|audio|prompt|input|output|content)safety/ },
	{ source: 'DashScope, Wan', pattern: /datainspectionfailed|ipinfringement/ },
	{ source: 'Volcengine, BytePlus, Seedance', pattern: /sensitivecontent|contentriskblocked/ },
	{ source: 'Qianfan', pattern: /promptunsafe|unsaferequest|unsafecontent/ },
	{ source: 'fal, LiteLLM', pattern: /nsfw|policyviolation|contentviolation/ },
	{
		source: 'xAI, Black Forest Labs',
		pattern: /respectmoderation|contentmoderat|^(request)?moderated$/,
	},
	{ source: 'Stability', pattern: /contentblocked|modelmoderated/ },
];

const BY_FILTER = '(?:content|safety|moderation|guardrail|polic|filter|checker|classifier)';
// What may stand between "violates" and "policies"; "rate limit" may not.
const WHOSE =
	"(?:(?:of|our|the|its|their|your|this|that|any|one|or|more|some|ai|generative|responsible|prohibited|content|usage|use|safety|acceptable|community|platform|provider|model|service|moderation|guardrail|google|openai|aws|vertex|[a-z]{1,20}['’]s)\\s+){0,8}";

/** Phrases in a server's message. */
export const BLOCKED_PHRASES: readonly Sign[] = [
	{
		source: 'OpenAI, Veo',
		pattern: new RegExp(
			`\\bviolat\\w*\\s+${WHOSE}(?:polic|guideline|guardrail|terms\\b|standards)`,
			'i',
		),
	},
	{
		source: 'OpenAI, Azure, AWS Nova',
		pattern: /\bcontent[ -](?:management[ -])?(?:polic|filter|guideline)/i,
	},
	{
		source: 'OpenAI',
		pattern: /\bsafety[ _-]?(?:system|filter|polic|guideline|setting|reason|checker|violation)/i,
	},
	{
		source: 'diffusers, SGLang',
		pattern:
			/\b(?:fail\w*|pass\w*|by|trigger\w*)\s+(?:(?:the|our|a|its|content|image|prompt|video|input|output)\s+){0,3}safety check/i,
	},
	{
		source: 'OpenAI, xAI',
		pattern:
			/\b(?:content|prompt|image|video|text|input|output|our|advanced|automated)\s+moderation\b|\bmoderation\s+(?:block|reject|fail|flag|system|filter|violat)|\b(?:by|fail\w*|pass|violat\w*|flag\w*|block\w*|reject\w*)\s+(?:\w+\s+){0,3}moderation\b|\bmoderated\b/i,
	},
	{ source: 'Google, Azure', pattern: /\bresponsible ai\b/i },
	{
		source: 'Veo on Vertex AI',
		pattern: /\busage guidelines\b|\bcommunity (?:guidelines|standards)\b/i,
	},
	{
		source: 'OpenAI',
		pattern:
			/\b(?:against|due to|block\w*|reject\w*|flag\w*|trigger\w*|compl(?:y|iant))\s+(?:\w+\s+){0,3}(?:usage|acceptable use|safety|prohibited use) polic/i,
	},
	{
		source: 'Seedance, WaveSpeed, MiniMax (1026 "input new_sensitive", 1027)',
		pattern:
			/\bnew_sensitive\b|\bsensitive (?:information|content|words?|material|topics?)\b|\b(?:contain\w*|involv\w*|includ\w*|detect\w*)\s+(?:\w+\s+){0,2}sensitive\b/i,
	},
	{
		source: 'DashScope',
		pattern:
			/\binappropriate (?:or \w+ )?(?:content|material|language|words?|text|imagery)\b|\bgreen net check\b/i,
	},
	{ source: 'Kling', pattern: /\brisk control\b/i },
	{ source: 'MiMo', pattern: /\bconsidered high risk\b/i },
	{
		source: 'fal, OpenRouter',
		pattern: new RegExp(
			`\\bflagged (?:by (?:\\w+ ){0,4}(?:${BY_FILTER}|our|openai|google|provider)|as (?:\\w+ ){0,2}(?:unsafe|sensitive|inappropriate|harmful|sexual|violen|potential))|\\b(?:input|prompt|content|request|image|text|video) (?:was|is|were|has been|have been) flagged\\b`,
			'i',
		),
	},
	{ source: 'fal, diffusers', pattern: /\bnsfw\b/i },
	{
		source: 'Qianfan',
		pattern:
			/\bunsafe (?:content|prompt|image|video|material)\b|\b(?:content|prompt|image|video)\b[^.]{0,30}\b(?:is|was|are|as|contains?) unsafe\b/i,
	},
	{
		source: 'many',
		pattern:
			/\b(?:sexual|sexually explicit|violent|hateful|harmful|explicit|adult|pornographic|offensive|disallowed|prohibited|illegal) (?:or \w+ )?(?:content|material|words?|imagery)\b|\bprohibited by (?:our|the|its)\b|\b(?:content|prompt|image) (?:is|was) prohibited\b/i,
	},
	{
		source: 'BytePlus',
		pattern:
			/\bcopyright (?:restriction|infring|violation|protected|material|content)|\bmay contain (?:a )?real (?:person|people|human)|\b(?:third-party|celebrity) (?:likeness|content)\b/i,
	},
	{ source: 'Alibaba', pattern: /\bcontent (?:safety|security (?:check|review|warning|audit))\b/i },
	{ source: 'MiniMax, new-api', pattern: /(?<!大小写|大小寫|时间|時間|时效)敏感/ },
	{
		source: 'Kling, Qianfan',
		pattern:
			/[内內]容安全|安全(?:策略|审查|審查)|[风風]控|[违違](?:[规規](?!模|格)|禁)|[违違]反.{0,20}(?:政策|[规規]定|[规規]范|准[则則]|法律|法[规規]|社[区區]|[条條]款)/,
	},
	{
		source: 'new-api, relays',
		pattern:
			/[审審]核(?:不|未|没|沒|拒|失|[拦攔])|(?:[内內]容|安全|平台|[图圖]片|文本|[视視][频頻]|提示[词詞]|机器?|機器?)[审審]核(?!服[务務]|接口|系[统統]|超[时時]|中)|(?:未|不|没有?|沒有?|[无無]法)能?(?:通[过過]|[过過]).{0,8}[审審]核|触[发發].{0,8}[审審]核/,
	},
	{
		source: 'relays',
		pattern:
			/(?<!尺寸|格式|[参參][数數]|大小|分辨率|比例|[时時][长長])不合[规規]|涉(?:黄|黃|政|暴|恐|[嫌].{0,8}(?:[违違]|侵|色))|色情|低俗|裸露|不[当當][内內][容]|侵[权權]/,
	},
];

/**
 * The filter, or the memory, was out of order: the same prompt may pass the next time. Dynamo calls its bound on memory a "safety check".
 */
export const TECHNICAL =
	/\bout[ -]of[ -]memory\b|\bCUDA\b|\b(?:load|download|import|initiali[sz]|connect)\w*\s[^.]{0,60}?(?:nsfw|safety|moderation|filter)|(?:nsfw|safety|moderation|filter)[^.]{0,40}?\b(?:unavailable|timed? ?out|not (?:loaded|found|available|installed|configured)|unreachable|overloaded)\b|(?:[审審]核|[风風]控|安全)[^。]{0,12}(?:超[时時]|[异異]常|繁忙|不可用)/i;
