// node --import tsx bench/joinOnce.mts OUTPUT FILE …: joins the files, as the node does; without files, nothing.
import { joinFiles } from '../test/join/support/joinFiles.mts';

const [output, ...files] = process.argv.slice(2);
if (output !== undefined) await joinFiles(files, {}, output);
