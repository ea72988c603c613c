import common from './common.json'
import grid from './grid.json'
import members from './members.json'
import session from './session.json'
import shell from './shell.json'
import start from './start.json'
import workspaces from './workspaces.json'

export default { common, grid, members, session, shell, start, workspaces }
