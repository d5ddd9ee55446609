import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';

/** The family that everything is written in. */
export const FONT = 'Report Sans';

// a machine without fonts draws it the same
const { resolve } = createRequire(import.meta.url);
for (const name of ['DejaVuSans', 'DejaVuSans-Bold']) {
	GlobalFonts.registerFromPath(resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`), FONT);
}

export const width = 1200;
export const margin = 32;
export const titleHeight = 48;

export const colours = {
	ink: '#1f2933',
	faint: '#52606d',
	grid: '#e4e7eb',
	own: '#1d70b8',
	other: '#9aa5b1',
	curves: ['#1d70b8', '#d4351c', '#00703c', '#f47738', '#4c2c92'],
};
