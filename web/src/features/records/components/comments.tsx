import { ActionIcon, Avatar, Button, Group, Menu, Skeleton, Text, Textarea, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { IconAt, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ProblemAlert } from '@/components/problem-alert'
import { meQuery } from '@/features/session/api/get-me'
import { useMay } from '@/features/workspaces/use-workspace'
import type { Comment } from '@/lib/api/schema'
import { formatAgo, formatDate } from '@/lib/format'
import { commentsQuery, useComment, useDeleteComment } from '../api/comments'
import { pieces, withMentions } from '../mentions'
import classes from './record.module.css'

interface Props {
  itemId: string
  people: ReadonlyMap<string, string>
}

export function Comments({ itemId, people }: Props) {
  const { t } = useTranslation('grid')
  const comments = useQuery(commentsQuery(itemId))
  return (
    <section className={classes.comments} aria-labelledby="record-comments">
      <Title order={3} id="record-comments">
        {t('record.comments')}
      </Title>
      <ProblemAlert error={comments.error} />
      {comments.isPending && <Skeleton h={48} my="sm" />}
      {comments.data?.length === 0 && (
        <Text size="sm" c="dimmed" py="xs">
          {t('record.noComments')}
        </Text>
      )}
      {comments.data?.map((comment) => (
        <OneComment key={comment.id} comment={comment} itemId={itemId} people={people} />
      ))}
      <Composer itemId={itemId} people={people} />
    </section>
  )
}

function OneComment({ comment, itemId, people }: Props & { comment: Comment }) {
  const { t } = useTranslation('grid')
  const { data: me } = useQuery(meQuery)
  const canModerate = useMay()('comments.moderate').isAllowed
  const remove = useDeleteComment(itemId)
  const name = (comment.created_by && people.get(comment.created_by)) || t('record.somebody')
  return (
    <article className={classes.comment}>
      <Avatar size={26} radius="xl" color="gray" name={name} alt="" />
      <div className={classes.words}>
        <Text span size="sm" fw={600}>
          {name}
        </Text>{' '}
        <Text
          span
          size="xs"
          c="dimmed"
          title={formatDate(comment.created_at, { dateStyle: 'medium', timeStyle: 'short' })}
        >
          {formatAgo(comment.created_at)}
          {comment.edited_at && ` · ${t('record.edited')}`}
        </Text>
        <div>
          {pieces(comment.body).map((piece, index) =>
            'name' in piece ? (
              <span key={index} className={classes.mention}>
                @{people.get(piece.id) ?? piece.name}
              </span>
            ) : (
              piece.text
            ),
          )}
        </div>
      </div>
      {(comment.created_by === me?.id || canModerate) && (
        <ActionIcon
          size="sm"
          aria-label={t('record.deleteComment')}
          loading={remove.isPending}
          onClick={() => remove.mutate(comment.id)}
        >
          <IconTrash size={14} />
        </ActionIcon>
      )}
    </article>
  )
}

/** What is typed stays when it cannot be sent. */
function Composer({ itemId, people }: Props) {
  const { t } = useTranslation('grid')
  const [text, setText] = useState('')
  const send = useComment(itemId)
  const submit = () => {
    if (text.trim() !== '') send.mutate(withMentions(text.trim(), people), { onSuccess: () => setText('') })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ProblemAlert error={send.error} />
      <Textarea
        aria-label={t('record.write')}
        placeholder={t('record.write')}
        autosize
        minRows={2}
        maxRows={8}
        my="xs"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
        }}
      />
      <Group justify="space-between">
        <Menu position="top-start">
          <Menu.Target>
            <ActionIcon aria-label="@">
              <IconAt size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown mah={260} style={{ overflowY: 'auto' }}>
            {[...people].map(([id, name]) => (
              <Menu.Item
                key={id}
                onClick={() =>
                  setText((known) => `${known}${known && !known.endsWith(' ') ? ' ' : ''}@${name} `)
                }
              >
                {name}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <Button type="submit" size="compact-md" loading={send.isPending} disabled={text.trim() === ''}>
          {t('record.send')}
        </Button>
      </Group>
    </form>
  )
}
