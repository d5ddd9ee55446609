import { LITELLM_WORDS } from '../../reading/litellmWords';
import type { Phrase } from '../../reading/phrases';

/** With what words LiteLLM refuses a create whose image was written as for another provider. */
export const MISTAKEN: readonly Phrase[] = [
	...LITELLM_WORDS.filter(({ isMistaken }) => isMistaken),
	{
		words: /Expected UploadFile, received/,
		source: 'FastAPI, 422: input_reference as the text of a form',
	},
];
