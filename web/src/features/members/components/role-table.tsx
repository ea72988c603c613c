import { Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { capabilitiesQuery } from '@/features/workspaces/api/get-capabilities'
import { permissionOf, ROLES, type Role } from '@/lib/permission'
import classes from './role-table.module.css'

/** What each role may do: the permission table of the server, as it is. */
export function RoleTable({ role: own }: { role: Role }) {
  const { t } = useTranslation('members')
  const { t: common } = useTranslation()
  const { data: table } = useQuery(capabilitiesQuery)
  return (
    <section aria-labelledby="members-roles">
      <Title order={2} id="members-roles">
        {t('rolesTitle')}
      </Title>
      <Text c="dimmed" size="sm" mb="sm">
        {t('rolesText')}
      </Text>
      <Table.ScrollContainer tabIndex={0} pos="relative" minWidth={640} type="native">
        <Table verticalSpacing={6} className={classes.table}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('what')}</Table.Th>
              {ROLES.map((role) => (
                <Table.Th key={role} className={classes.role} data-own={role === own || undefined}>
                  {common(`role.${role}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table &&
              [...table.values()].map(({ capability, description }) => (
                <Table.Tr key={capability}>
                  <Table.Td>{description}</Table.Td>
                  {ROLES.map((role) => {
                    const { isAllowed } = permissionOf(table, role, capability)
                    return (
                      <Table.Td key={role} className={classes.role} data-own={role === own || undefined}>
                        {isAllowed && <IconCheck size={16} aria-hidden="true" className={classes.yes} />}
                        <VisuallyHidden>{isAllowed ? t('yes') : t('no')}</VisuallyHidden>
                      </Table.Td>
                    )
                  })}
                </Table.Tr>
              ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  )
}
