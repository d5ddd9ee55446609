/** What a page says beside the description's own words, by resource and operation. */
export const NOTES: Record<string, string> = {
	'video create': `What comes out depends on _Return_: the finished video with its file in the binary field \`data\`, the finished video alone, or the job
at once. What you leave empty is not sent, so that the server's own default holds.

Nothing is sent while something is wrong with the fields. A request that the server may have taken is never sent again by itself, see
[Cost safety](../cost-safety.md).`,
	'video suspendUntilCompleted': `All items wait together, and go on together when the last of their videos has ended. With _On Error: Continue (using error
output)_ the failed ones leave by the second output, each with \`error.id\`. See
[Waiting](../waiting.md#suspend-until-completed) for what it needs and costs.`,
	'video waitForCompletion': `The execution stays in memory meanwhile. For renders of many minutes, or many at once, use [Suspend Until
Completed](suspend-until-completed.md).`,
	'video download': `The file's kind is read from its first bytes, so that it is \`video/mp4\` even where a server labels it otherwise. Servers keep a file
for a limited time, often one hour (\`expires_at\`).`,
	'video retrieve': `Its \`status\` is \`queued\`, \`in_progress\`, \`completed\` or \`failed\`, whatever word the server uses. This does not wait.`,
	'video list': `Pages are followed by themselves. Not every server has a list, see [Servers](../servers.md).`,
	'video delete': `Deletes the video and its file at the server. This cannot be undone.`,
	'video join': `Works inside n8n: it needs no server and no credential, and costs nothing. The clips must have the same codec and size; see
[One video from several scenes](../join.md) for what can be joined, and at which frames it can be cut.`,
	'video remix': `The new video keeps the model, length and size of the first one, where the server does it as the reference says.`,
	'video edit': `The first video can come from the server or from a binary field.`,
	'video extend': `The first video can come from the server or from a binary field.`,
	'character create': `The character's id goes into _Model Settings → Character IDs_ of [Create](create.md); the prompt must name it.`,
	'character retrieve': `Tells whether the server still knows the character.`,
	videoGenerationTrigger: `See [Triggers](../triggers.md#any-server-that-lists-its-videos) for what it promises.`,
	videoGenerationWebhookTrigger: `See [Webhooks](../triggers.md#webhooks) for how to set it up.`,
};

/** What a page begins with in place of the node's description: n8n's panel shows that for two nodes together. */
export const INTROS: Record<string, string> = {
	videoGenerationTrigger:
		'Starts the workflow when a video is finished, on any server that lists its videos',
};
