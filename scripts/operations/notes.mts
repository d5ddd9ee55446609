/** What a page says beside the description's own words, by resource and operation. */
export const NOTES: Record<string, string> = {
	'video create': `The output depends on _Return_: the finished video with its file in the binary field \`data\`, the finished video without the file, or the job
immediately. If you leave a field empty, the server uses its default.

The node sends nothing while a field is invalid. It never resends a request that the server may have accepted, see
[Cost safety](../cost-safety.md).`,
	'video suspendUntilCompleted': `All items wait together, and continue when none of their videos is still rendering. With _On Error: Continue (using error
output)_, failed videos go to the second output, each with \`error.id\`. See
[Waiting](../waiting.md#suspend-until-completed) for requirements and costs.`,
	'video waitForCompletion': `The execution stays in memory while it waits. For renders of many minutes, or for many videos, use [Suspend Until
Completed](suspend-until-completed.md).`,
	'video download': `The node reads the type of the file from its first bytes, so it is \`video/mp4\` even if the server labels it otherwise. Servers keep a file
for a limited time, often one hour (see \`expires_at\`).`,
	'video retrieve': `Its \`status\` is \`queued\`, \`in_progress\`, \`completed\` or \`failed\`, whatever word the server uses. The operation does not wait.`,
	'video list': `The node reads all pages that it needs. Not every server has a list, see [Servers](../servers.md).`,
	'video delete': `You cannot undo this.`,
	'video join': `Runs inside n8n: it needs no server and no credential, and costs nothing. The clips must have the same codec and size; see
[One video from several scenes](../join.md) for the clips that you can join and where the node can cut them.`,
	'video remix': `The new video keeps the model, length and size of the first one, if the server follows OpenAI's API reference.`,
	'video edit': `The first video can come from the server, from a binary field or from a URL.`,
	'video extend': `The first video can come from the server, from a binary field or from a URL.`,
	'character create': `Enter the character's ID in _Model Settings → Characters_ of [Create](create.md), and mention its name in the prompt.`,
	'character retrieve': `Use it to check whether the server still has the character.`,
	videoGenerationTrigger: `See [Triggers](../triggers.md#any-server-that-lists-its-videos) for how it works.`,
	videoGenerationWebhookTrigger: `See [Webhooks](../triggers.md#webhooks) for how to set it up.`,
};

/** What a page begins with in place of the node's description: n8n's panel shows that for two nodes together. */
export const INTROS: Record<string, string> = {
	videoGenerationTrigger:
		'Starts the workflow when a video is finished, on any server that lists its videos',
};
