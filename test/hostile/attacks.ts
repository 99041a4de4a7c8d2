import type { Attack } from './attack.ts'
import { fileAttacks } from './file-attacks.ts'
import { machineAttacks } from './machine-attacks.ts'
import { resourceAttacks } from './resource-attacks.ts'
import { verdictAttacks } from './verdict-attacks.ts'

export const attacks: readonly Attack[] = [...resourceAttacks, ...machineAttacks, ...fileAttacks, ...verdictAttacks]
