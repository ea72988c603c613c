import common from './common.json'
import members from './members.json'
import session from './session.json'
import shell from './shell.json'
import start from './start.json'
import workspaces from './workspaces.json'

export default { common, members, session, shell, start, workspaces }
